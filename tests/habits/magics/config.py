# %% new after add
%config InlineBackend.figure_format = 'retina'
