/* QR codes, black squares on the page. */
#include "paper/page.h"

#include <qrencode.h>

void page_qr(struct paper *p, double x, double y, double size, const char *text) {
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

    if (!code) /* longer than a code can hold: the text stands beside it anyway */
        return;
    double cell = size / code->width;
    for (int row = 0; row < code->width; row++)
        for (int from = 0, to; from < code->width; from = to) {
            const unsigned char *line = code->data + row * code->width;
            for (to = from; to < code->width && (line[to] & 1) == (line[from] & 1);)
                to++;
            if (line[from] & 1)
                cairo_rectangle(p->cairo, x + from * cell, y + row * cell, (to - from) * cell,
                                cell);
        }
    cairo_fill(p->cairo);
    QRcode_free(code);
}
