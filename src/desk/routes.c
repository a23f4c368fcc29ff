/* The API, a row an address: which command of the program answers it. */
#include "desk/desk.h"

#define OWN(method_, path_, own_, zh_, en_)                                                        \
    {                                                                                              \
        .method = method_, .path = path_, .own = own_, .does = { zh_, en_ }                        \
    }
#define COMMAND(method_, path_, command_, args_, options_, flags_, zh_, en_)                       \
    {                                                                                              \
        .method = method_, .path = path_, .command = command_, .args = args_, .options = options_, \
        .flags = flags_, .does = {                                                                 \
            zh_,                                                                                   \
            en_                                                                                    \
        }                                                                                          \
    }

const struct route routes[] = {
    OWN("GET", "/api/v1/session", guard_session, "本次会话的令牌", "the token of this session"),
    OWN("GET", "/api/v1/state", state_get, "每次更改后都不同的数",
        "a number that is another after every change"),
    OWN("GET", "/api/v1/openapi.json", openapi_get, "这份说明", "this description"),
    OWN("GET", "/api/v1/jobs/{job}", jobs_show, "一项工作到哪一步了", "how far a job is"),
    OWN("GET", "/api/v1/jobs/{job}/events", jobs_events, "一项工作的进度",
        "the progress of a job, as it comes"),
    COMMAND("GET", "/api/v1/status", "status", "", "", ROUTE_KEPT, "现在到哪一步了",
            "where things stand"),
    COMMAND("GET", "/api/v1/check", "check", "", "", ROUTE_KEPT, "独立核对",
            "the independent check"),
    COMMAND("GET", "/api/v1/offices", "office list", "", "", ROUTE_KEPT, "各级工会",
            "the union offices"),
    COMMAND("GET", "/api/v1/stations", "station list", "", "", ROUTE_KEPT, "合作站点",
            "the partner stations"),
    COMMAND("GET", "/api/v1/lists", "list show", "", "station", ROUTE_KEPT, "导入记录",
            "past imports"),
    COMMAND("POST", "/api/v1/lists", "list import", "",
            "station issued replace allow-withdraw dry-run", ROUTE_CHANGES | ROUTE_UPLOAD,
            "导入一份名单；dry-run 先看问题", "import a list; dry-run shows its faults first"),
    COMMAND("GET", "/api/v1/lists/{import}", "list show", "import", "", ROUTE_KEPT,
            "某次导入的问题", "what was wrong with an import"),
    COMMAND("GET", "/api/v1/lists/{import}/rejects", "list rejects", "import", "", ROUTE_FILE,
            "退回的行", "the rejected rows, as a file"),
    COMMAND("POST", "/api/v1/lists/{import}/undo", "list undo", "import", "dry-run", ROUTE_CHANGES,
            "撤销一次导入", "take an import back"),
    COMMAND("POST", "/api/v1/lists/fetch", "list fetch", "codes", "afresh dry-run",
            ROUTE_CHANGES | ROUTE_JOB, "到各站点取名单", "fetch the stations' lists"),
    COMMAND("GET", "/api/v1/corrections", "list corrections", "", "station", ROUTE_KEPT,
            "待确认的证件更正", "proposed corrections"),
    COMMAND("POST", "/api/v1/corrections/{n}", "list correct", "n", "accept refuse", ROUTE_CHANGES,
            "确认或不认一处更正", "settle a proposed correction"),
    COMMAND("GET", "/api/v1/stations/{station}/columns", "list map", "", "station", ROUTE_KEPT,
            "一个站点各列的含义", "what a station's columns mean"),
    COMMAND("POST", "/api/v1/stations/{station}/columns", "list map", "settings", "station clear",
            ROUTE_CHANGES, "设置各列的含义", "set what a station's columns mean"),
    COMMAND("POST", "/api/v1/match", "match", "", "dry-run keep afresh only time",
            ROUTE_CHANGES | ROUTE_JOB, "派座；dry-run 先看变化",
            "match; dry-run shows the difference first"),
    COMMAND("GET", "/api/v1/requests/{station}/{ref}/explain", "explain", "who", "trip", ROUTE_KEPT,
            "坐哪趟，或为什么没有座", "where somebody rides, or why not"),
    COMMAND("GET", "/api/v1/waiting", "waiting", "", "run", ROUTE_KEPT, "候补名单",
            "the waiting list"),
    COMMAND("POST", "/api/v1/runs/{run}/fill", "waiting fill", "run", "dry-run", ROUTE_CHANGES,
            "把空座派给候补的人", "give a run's free seats to those who wait"),
    COMMAND("GET", "/api/v1/thin", "thin", "", "", ROUTE_KEPT, "人数不够的趟次",
            "runs below their minimum"),
    COMMAND("POST", "/api/v1/requests/{station}/{ref}/confirm", "booking confirm", "who",
            "trip dry-run", ROUTE_CHANGES, "确认派座", "confirm a booking"),
    COMMAND("POST", "/api/v1/requests/{station}/{ref}/told", "booking told", "who", "trip dry-run",
            ROUTE_CHANGES, "记下已通知本人", "note that somebody has been told"),
    COMMAND("POST", "/api/v1/requests/{station}/{ref}/cancel", "booking cancel", "who",
            "trip dry-run", ROUTE_CHANGES, "取消派座", "take a booking back"),
    COMMAND("POST", "/api/v1/requests/{station}/{ref}/move", "booking move", "who",
            "trip to seat dry-run", ROUTE_CHANGES, "手工改派",
            "put somebody on another run or seat"),
    COMMAND("GET", "/api/v1/reconcile", "reconcile", "", "as-of", ROUTE_KEPT, "与公布数对账",
            "against the reported figures"),
    COMMAND("POST", "/api/v1/runs/{run}/manifest", "manifest", "run", "for format",
            ROUTE_CHANGES | ROUTE_FOLDER, "打印一趟的名单", "print the manifest of a run"),
};
const int n_routes = sizeof routes / sizeof *routes;
