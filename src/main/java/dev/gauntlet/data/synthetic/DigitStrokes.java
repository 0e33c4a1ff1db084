package dev.gauntlet.data.synthetic;

import static dev.gauntlet.data.synthetic.Stroke.curve;
import static dev.gauntlet.data.synthetic.Stroke.line;

import java.util.List;

/** The strokes of the digits, each in several common ways of writing it. */
final class DigitStrokes {

  private static final List<List<List<Stroke>>> VARIANTS =
      List.of(
          List.of( // 0
              List.of(
                  curve(
                      .55, 0, .2, .18, .06, .55, .22, .92, .55, 1, .85, .8, .94, .42, .8, .1, .5,
                      0)),
              List.of(
                  curve(
                      .75, .08, .45, .02, .2, .3, .15, .7, .35, .98, .65, .9, .82, .55, .78, .15,
                      .55, .02)),
              List.of(
                  curve(
                      .5, .08, .12, .25, .02, .55, .2, .88, .55, .95, .9, .78, .98, .45, .82, .18,
                      .45, .08))),
          List.of( // 1
              List.of(line(.5, 0, .5, 1)),
              List.of(line(.22, .25, .55, 0, .5, 1)),
              List.of(line(.25, .2, .52, 0, .52, 1), line(.2, 1, .84, 1))),
          List.of( // 2
              List.of(
                  curve(.1, .22, .4, 0, .8, .12, .8, .4, .45, .75, .06, 1), line(.06, 1, .95, 1)),
              List.of(
                  curve(
                      .1, .2, .4, 0, .82, .15, .75, .45, .4, .82, .12, .97, .06, .82, .3, .78, .6,
                      .95, .98, .95)),
              List.of(
                  curve(.15, .1, .6, 0, .85, .25, .6, .6, .1, .95),
                  curve(.1, .95, .5, .9, .95, 1))),
          List.of( // 3
              List.of(
                  curve(.1, .12, .45, 0, .82, .14, .75, .38, .38, .47),
                  curve(.38, .47, .85, .58, .88, .86, .45, 1, .06, .88)),
              List.of(
                  line(.1, .02, .85, .02, .42, .4),
                  curve(.42, .4, .85, .52, .88, .83, .5, 1, .08, .9)),
              List.of(
                  curve(.2, .05, .7, .03, .75, .3, .3, .5, .75, .6, .8, .85, .45, 1, .12, .95))),
          List.of( // 4
              List.of(line(.28, 0, .08, .56, .95, .56), line(.75, .1, .7, 1)),
              List.of(line(.66, 1, .66, 0, .04, .66, .96, .66)),
              List.of(curve(.15, 0, .1, .36, .32, .54, .82, .45), line(.84, 0, .76, 1))),
          List.of( // 5
              List.of(
                  line(.88, 0, .25, 0, .18, .42),
                  curve(.18, .42, .55, .35, .9, .6, .76, .92, .4, 1, .06, .9)),
              List.of(
                  curve(.88, .04, .45, .02, .18, .25, .5, .45, .82, .66, .7, .94, .4, 1, .08, .92)),
              List.of(
                  line(.2, .05, .2, .48),
                  curve(.2, .48, .6, .4, .85, .65, .65, .95, .1, .98),
                  line(.2, .05, .9, .02))),
          List.of( // 6
              List.of(
                  curve(
                      .78, 0, .4, .22, .12, .62, .22, .94, .55, 1, .86, .82, .75, .57, .45, .54,
                      .16, .75)),
              List.of(
                  curve(.55, 0, .3, .35, .15, .75, .4, 1, .76, .9, .76, .64, .48, .58, .18, .76)),
              List.of(
                  curve(
                      .85, .1, .5, .02, .18, .35, .1, .75, .4, .98, .8, .9, .88, .65, .6, .5, .15,
                      .65))),
          List.of( // 7
              List.of(line(.08, .02, .92, .02, .4, 1)),
              List.of(line(.06, .04, .9, .02, .42, 1), line(.3, .5, .86, .48)),
              List.of(curve(.06, .12, .45, .05, .92, .04), curve(.92, .04, .62, .45, .5, 1))),
          List.of( // 8
              List.of(
                  curve(
                      .5, .47, .2, .27, .3, .04, .65, .02, .82, .22, .5, .47, .14, .72, .25, .97,
                      .65, .99, .87, .75, .5, .47)),
              List.of(
                  curve(.5, 0, .2, .12, .22, .38, .5, .46, .78, .38, .8, .12, .5, 0),
                  curve(.5, .46, .14, .6, .14, .88, .5, 1, .86, .88, .86, .6, .5, .46)),
              List.of(
                  curve(
                      .84, .12, .5, 0, .18, .2, .5, .47, .84, .75, .5, 1, .16, .8, .45, .5, .84,
                      .12))),
          List.of( // 9
              List.of(
                  curve(.82, .22, .55, 0, .2, .13, .18, .42, .5, .54, .82, .26),
                  line(.82, .22, .76, 1)),
              List.of(
                  curve(
                      .8, .3, .7, .04, .35, .02, .14, .26, .32, .52, .65, .48, .82, .2, .84, .55,
                      .65, .9, .22, 1)),
              List.of(
                  curve(.78, .15, .4, .02, .16, .25, .3, .5, .6, .45, .8, .15),
                  curve(.8, .15, .72, .5, .45, 1))));

  private DigitStrokes() {}

  /** How many ways of writing a digit there are. */
  static int variants(int digit) {
    return VARIANTS.get(digit).size();
  }

  /** The strokes of one way of writing a digit. */
  static List<Stroke> of(int digit, int variant) {
    return VARIANTS.get(digit).get(variant);
  }
}
