# One file, three images: `student` (a learner's server, no solutions), `staff` (student plus the course sources, formgrader and
# the grading pipeline) and `selfhost` (student plus the release notebooks, what `docker run` uses).
# The environments are built in stages of their own, so that what is deleted there never becomes a layer. Each stage stands below
# all that it needs and above all that it does not: Docker's classic builder builds every stage up to the target.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS environment
COPY image/student.lock image/trim_environment.sh /build/
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /build/student.lock \
 && sh /build/trim_environment.sh /opt/venv

# The learner's view of the project: the command, the facade and the course facts, without any reference module.
FROM ${BASE_IMAGE} AS learner-package
COPY tinytorch /opt/classroom/tinytorch
COPY tito /opt/classroom/tito
COPY notebooks /opt/classroom/notebooks
COPY look /opt/classroom/look
COPY curriculum/__init__.py curriculum/course.yml /opt/classroom/curriculum/
COPY curriculum/course /opt/classroom/curriculum/course
COPY curriculum/milestones /opt/classroom/curriculum/milestones
COPY image/remove_reference.py /build/
RUN python3 /build/remove_reference.py /opt/classroom/tinytorch \
 && python3 -m compileall -q /opt/classroom

FROM ${BASE_IMAGE} AS server
# What people expect in a terminal. (Beside the programs named here nothing is installed: the image stays small.)
RUN apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends bash-completion git less nano procps \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
RUN useradd --create-home --uid 1000 --shell /bin/bash student \
 && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
COPY image/shell/tinytorch.sh /etc/profile.d/
RUN echo '. /etc/profile.d/tinytorch.sh' >> /etc/bash.bashrc
COPY image/start.sh /usr/local/bin/start-server
COPY image/etc /etc/jupyter
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    SHELL=/bin/bash \
    USER=student \
    HOME=/home/student \
    TINYTORCH_HOME=/home/student \
    TINYTORCH_REFERENCE=/srv/tinytorch-reference \
    JUPYTER_PREFER_ENV_PATH=0
WORKDIR /home/student
EXPOSE 8888
CMD ["start-server"]

FROM server AS student
COPY --from=environment /opt/venv /opt/venv
COPY --from=learner-package /opt/classroom /opt/classroom
# A shell that knows no PATH still finds the command in the place that every system has on it.
RUN ln -s /opt/venv/bin/tito /usr/local/bin/tito \
 && _TITO_COMPLETE=source_bash tito > /usr/share/bash-completion/completions/tito \
 && ln -s /opt/classroom/tito/page/labextension /opt/venv/share/jupyter/labextensions/tinytorch
USER student

FROM environment AS staff-environment
COPY image/staff.lock /build/
RUN python3 -m venv --upgrade-deps /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /build/staff.lock \
 && sh /build/trim_environment.sh /opt/venv

# Release notebooks and the staff's source notebooks come from the same sources as the package.
FROM staff-environment AS notebooks
COPY pyproject.toml /src/
COPY curriculum /src/curriculum
COPY tinytorch /src/tinytorch
COPY tito /src/tito
RUN cd /src && /opt/venv/bin/python -m curriculum build

FROM student AS selfhost
COPY --from=notebooks /src/build/release /opt/tinytorch-release
COPY image/etc-selfhost /etc/jupyter
ENV TINYTORCH_RELEASE_DIR=/opt/tinytorch-release

FROM server AS staff
COPY image/etc-staff /etc/jupyter
COPY --from=staff-environment /opt/venv /opt/venv
COPY tinytorch /opt/classroom/tinytorch
COPY tito /opt/classroom/tito
COPY notebooks /opt/classroom/notebooks
COPY curriculum /opt/classroom/curriculum
COPY exchange_rules /opt/classroom/exchange_rules
COPY look /opt/classroom/look
COPY grading /opt/classroom/grading
COPY --from=notebooks /src/build /opt/classroom/build
RUN python3 -m compileall -q /opt/classroom \
 && install -d -o student -g student /srv/course /srv/records \
 && install -d /etc/jupyter/nbgrader_config.d \
 && printf '#!/opt/venv/bin/python\nfrom grading.__main__ import app\napp()\n' > /usr/local/bin/grading \
 && chmod 755 /usr/local/bin/grading
# Configuration and code come from the image alone: not from the working directory, a home or the course.
ENV GRADING_COURSE_DIR=/srv/course \
    GRADING_CONFIG_DIR=/etc/jupyter \
    JUPYTER_CONFIG_DIR=/etc/jupyter \
    PYTHONNOUSERSITE=1 \
    PYTHONSAFEPATH=1
USER student
