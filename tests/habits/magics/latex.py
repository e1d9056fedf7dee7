# %% new after add
%%latex
$x^2$
