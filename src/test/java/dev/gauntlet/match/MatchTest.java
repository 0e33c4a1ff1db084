package dev.gauntlet.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchTest {

  private sealed interface Shape {}

  private record Circle(int radius) implements Shape {}

  private sealed interface Polygon extends Shape {}

  private record Square(int side) implements Polygon {}

  private record Triangle() implements Polygon {}

  private final List<Object> seen = new ArrayList<>();

  @Test
  void takesTheCaseOfTheKindOrOfWhatItIsAKindOf() {
    Match<Shape, String> name =
        Match.<Shape, String>on(Shape.class)
            .when(Circle.class, circle -> "circle " + circle.radius())
            .when(Polygon.class, polygon -> "polygon")
            .complete();

    assertThat(name.of(new Circle(3))).isEqualTo("circle 3");
    assertThat(name.of(new Triangle())).isEqualTo("polygon");
  }

  @Test
  void isNotMadeWhileAKindIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Match.<Shape, String>on(Shape.class)
                    .when(Circle.class, circle -> "")
                    .when(Square.class, square -> "")
                    .complete())
        .withMessageContaining("nothing is known of")
        .withMessageContaining("Triangle")
        .withMessageNotContaining("Square");
    assertThatIllegalStateException()
        .isThrownBy(() -> Actions.on(Shape.class).when(Polygon.class, seen::add).complete())
        .withMessageContaining("Circle");
    assertThatIllegalStateException()
        .isThrownBy(() -> Actions.on(Object.class).complete())
        .withMessageContaining("is not sealed");
  }

  @Test
  void doesWhatTheKindAsksForAndIgnoresOthersOnlyIfToldTo() {
    Actions<Shape> all =
        Actions.on(Shape.class)
            .when(Circle.class, seen::add)
            .when(Polygon.class, seen::add)
            .complete();
    Actions<Shape> some =
        Actions.on(Shape.class)
            .when(Circle.class, circle -> seen.add(circle.radius()))
            .ignoringOthers();

    all.of(new Square(1));
    some.of(new Circle(2));
    some.of(new Square(3));

    assertThat(seen).containsExactly(new Square(1), 2);
  }

  @Test
  void hasOneCaseForEachKindAndListenersMayNameSealedTypes() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Actions.on(Shape.class)
                    .when(Square.class, seen::add)
                    .when(Polygon.class, seen::add))
        .withMessageContaining("has two cases");
    Actions<Shape> polygons =
        Actions.on(Shape.class).when(Polygon.class, seen::add).ignoringOthers();

    polygons.of(new Triangle());
    polygons.of(new Circle(1));

    assertThat(seen).containsExactly(new Triangle());
  }
}
