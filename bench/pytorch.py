import torch, time, sys
import torch.nn as nn
torch.set_num_threads(int(sys.argv[1]) if len(sys.argv)>1 else 1)
def lenet(a,b,d,flat): return nn.Sequential(nn.Conv2d(1,a,5),nn.ReLU(),nn.MaxPool2d(2),nn.Conv2d(a,b,5),nn.ReLU(),nn.MaxPool2d(2),nn.Flatten(),nn.Linear(flat,d),nn.ReLU(),nn.Linear(d,10))
nets={
'lenet-20-50':((1,28,28),lenet(20,50,500,800)),
'lenet-8-16':((1,28,28),lenet(8,16,128,256)),
'fashion-cnn':((1,28,28),nn.Sequential(nn.Conv2d(1,16,5,padding=2),nn.ReLU(),nn.MaxPool2d(2),nn.Conv2d(16,32,5,padding=2),nn.ReLU(),nn.MaxPool2d(2),nn.Conv2d(32,64,3,padding=1),nn.ReLU(),nn.Flatten(),nn.Linear(64*49,128),nn.ReLU(),nn.Linear(128,10))),
'cifar-cnn':((3,32,32),nn.Sequential(nn.Conv2d(3,32,3,padding=1),nn.ReLU(),nn.Conv2d(32,32,3,padding=1),nn.ReLU(),nn.MaxPool2d(2),nn.Conv2d(32,64,3,padding=1),nn.ReLU(),nn.MaxPool2d(2),nn.Conv2d(64,64,3,padding=1),nn.ReLU(),nn.MaxPool2d(2),nn.Flatten(),nn.Linear(64*16,256),nn.ReLU(),nn.Linear(256,128),nn.ReLU(),nn.Linear(128,10))),
}
for name,(shape,net) in nets.items():
    opt=torch.optim.SGD(net.parameters(),lr=0.05)
    loss=nn.CrossEntropyLoss()
    N=640
    data=torch.rand(N,*shape); y=torch.randint(0,10,(N,))
    ts=[]
    for rep in range(8):
        t=time.process_time()
        perm=torch.randperm(N)
        for i in range(0,N,32):
            idx=perm[i:i+32]
            opt.zero_grad(); l=loss(net(data[idx]),y[idx]); l.backward(); opt.step()
        ts.append((time.process_time()-t)/20*1e3)
    big=torch.rand(500,*shape); ti=[]
    with torch.no_grad():
        for rep in range(8):
            t=time.process_time(); net(big).argmax(1); ti.append((time.process_time()-t)*1e3)
    ts.sort(); ti.sort()
    print(f"{name:12s} train ms/step min {ts[0]:.2f} med {ts[4]:.2f} = {32e3/ts[4]:.0f}/s (best {32e3/ts[0]:.0f}); infer 500: min {ti[0]:.1f} med {ti[4]:.1f} ms = {500e3/ti[4]:.0f}/s")
