# docker build -t gongyak .
# docker run --rm -v gongyak:/var/lib/gongyak gongyak demo

FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/gongyak \
    && python .ci/requirements.py --constraints > constraints.txt \
    && /opt/gongyak/bin/pip install --no-cache-dir --constraint constraints.txt '.[postgresql]'

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/gongyak gongyak
COPY --from=build /opt/gongyak /opt/gongyak
# The locale need not be generated: gongyak reads its name, and Python writes UTF-8 whatever it is.
ENV PATH=/opt/gongyak/bin:$PATH \
    PYTHONUTF8=1 \
    LANG=ko_KR.UTF-8 \
    GONGYAK_PATHS_VAR=/var/lib/gongyak
USER gongyak
WORKDIR /var/lib/gongyak
VOLUME /var/lib/gongyak
HEALTHCHECK --interval=1m --timeout=10s --start-period=20s CMD ["gongyak", "doctor", "--quiet"]
ENTRYPOINT ["gongyak"]
CMD ["--help"]
