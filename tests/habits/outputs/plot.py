# %% new after add
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot(np.arange(9))
plt.show()
