# %% new after add
kernel = get_ipython().kernel
kernel.get_parent()
kernel.session.session[:0], kernel.implementation
