// What the classroom changes in the scripts of nbgrader's formgrader. Loaded after them and before they start.
(function () {
  "use strict";

  var counted = window.classroom_counted;
  var plain = function (path) { return path.split("/").map(encodeURIComponent).join("/"); };

  // Behind the hub's log-in a request of a page that only reads needs the token too, and is else sent to log in again.
  $.ajaxPrefilter(function (options, _, request) {
    var token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
    if (token && !options.crossDomain) { request.setRequestHeader("X-XSRFToken", token[1]); }
  });

  // There is no file browser and no live notebook here. Names lead to how grading stands, previews to a page of their own.
  window.linkTo = function (type, path) {
    var name = String(path).split("/").pop();
    var target = null;
    if (type === "directory") {
      target = /(^|\/)release\//.test(path) ? "/formgrader/preview/" + plain(name) : "/grading/" + plain(name);
    }
    return function (_, element) {
      if (target) { $(element).attr("href", window.base_url + target); } else { $(element).removeAttr("title"); }
      return element;
    };
  };

  // A dialog is called by its title.
  var made = window.createModal;
  window.createModal = function (id, title) { return made.apply(this, arguments).attr("aria-label", title); };

  // Errors are sentences for people, not tracebacks.
  window.createLogModal = function (id, title, message, log, error) {
    var body = $("<div>").append($("<p/>").text(message));
    [[error, "What is wrong", "panel-danger"], [log, "What was done", "panel-default"]].forEach(function (part) {
      if (!part[0]) { return; }
      body.append($("<div/>").addClass("panel " + part[2])
        .append($("<div/>").addClass("panel-heading").text(part[1]))
        .append($("<div/>").addClass("panel-body").append($("<div/>").addClass("classroom-log").text(part[0]))));
    });
    return window.createModal(id, title, body);
  };

  // Who is in the course, assignments and due dates are decided elsewhere: say where instead of taking what is refused.
  if (window.AssignmentUI) {
    window.AssignmentUI.prototype.openModal = function () {
      var due = this.model.get("display_duedate");
      due = !due || due === "None" ? "none" : due;
      var body = $("<div/>").append($("<p/>").text("Due date: " + due))
        .append($("<p/>").text("It is set in the calendar of the course (course.yml), which students are shown too. Whoever operates the classroom changes it there and starts the classroom again; the new date stands here after the next release, collecting or grading."));
      this.$modal = window.createModal("edit-assignment-modal", "Due date of " + this.model.get("name"), body);
    };
  }
  // Feedback of a whole class cannot be taken back: say first how much of it is unread.
  if (window.AssignmentUI) {
    var sendAll = window.AssignmentUI.prototype.release_feedback;
    window.AssignmentUI.prototype.release_feedback = function () {
      var view = this, name = this.model.get("name");
      $.getJSON(window.base_url + "/formgrader/api/submissions/" + encodeURIComponent(name), function (rows) {
        var waiting = rows.filter(function (row) { return row.needs_manual_grade; }).length;
        var asked = waiting + " of " + counted(rows.length, "submission") + " of " + name + " still " + (waiting === 1 ? "waits" : "wait") + " for a person: their feedback lacks those points. Send it to the whole class all the same?";
        if (!waiting || window.confirm(asked)) { sendAll.call(view); }
      }).fail(function () {
        window.createLogModal("error-modal", "Feedback was not sent", "The list of submissions of " + name + " could not be read. Load this page again.");
      });
    };
  }
  if (window.StudentUI) {
    window.StudentUI.prototype.openModal = function () {
      var body = $("<p/>").text("Names and addresses come from the roster (roster.csv). Whoever operates the classroom changes them there and starts the classroom again.");
      this.$modal = window.createModal("edit-student-modal", this.model.get("id"), body);
    };
  }

  // Whom the roster gives no name is called by the user name, not "None, None".
  [[window.StudentUI, "id", "$name"], [window.SubmissionUI, "student", "$student_name"]].forEach(function (each) {
    if (!each[0]) { return; }
    var render = each[0].prototype.render;
    each[0].prototype.render = function () {
      render.apply(this, arguments);
      var known = [this.model.get("last_name"), this.model.get("first_name")].filter(Boolean);
      var name = known.join(", ") || this.model.get(each[1]), place = this[each[2]], link = place.children("a");
      place.attr("data-order", name);
      (link.length ? link : place).text(name);
    };
  });

  // nbgrader's keys: Tab went from box to box only, Enter back to the last one, from wherever. Nothing else could be reached,
  // and no way led out of the page. Tab and Enter are the browser's again, and with Ctrl one goes to the boxes that wait.
  if (window.FormGrader) {
    var register = window.KeyboardManager.prototype.register;
    window.KeyboardManager.prototype.register = function (key) {
      var instead = {
        tab: { keybinding: "control-enter", help: "Move to the next box that waits for a person" },
        "shift-tab": { keybinding: "control-shift-enter", help: "Move to the one before that waits for a person" }
      }[key.keybinding];
      return register.call(this, instead ? $.extend({}, key, instead) : key);
    };
    var stepOf = function (by) {
      return function (event) {
        event.preventDefault();
        var here = this.last_selected.closest(".nbgrader_cell").find("input.score")[0];
        var boxes = $("input.score").filter(function () { return this === here || $(this).hasClass("needs_manual_grade"); });
        var next = boxes.get(((here ? boxes.index(here) : -1) + by + boxes.length) % boxes.length);
        // Leaving a box saves it. Where it was the last that waits, the bar says what comes next.
        if (next && next !== here) { this.selectInput($(".tabbable").index(next)); } else { $("#classroom-bar button:enabled").first().trigger("focus"); }
      };
    };
    var opens = window.FormGrader.prototype.init, refocus = window.FormGrader.prototype.focusInput;
    var begins = window.FormGrader.prototype.setIndexFromUrl, scrolls = window.FormGrader.prototype.scrollToLastSelected;
    $.extend(window.FormGrader.prototype, {
      init: function () {
        opens.apply(this, arguments);
        $("a[tabindex='-1']").removeAttr("tabindex");
      },
      // nbgrader begins at the first thing in the page that can be reached, which is "Next". See `begin`.
      setIndexFromUrl: function () {
        begins.apply(this, arguments);
        if (!(this.current_index > 0)) { this.last_selected = $(); }
      },
      scrollToLastSelected: function () { if (this.last_selected.length) { scrolls.apply(this, arguments); } },
      selectNextInput: stepOf(1),
      selectPrevInput: stepOf(-1),
      focusInput: function () { if (document.activeElement === document.body) { refocus.apply(this, arguments); } }
    });
  }
  // What nbgrader made to be clicked, for the keyboard too.
  var pressable = function (elements, name) {
    elements.attr({ role: "button", tabindex: "0", "aria-label": name }).removeAttr("aria-hidden").on("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") { return; }
      event.preventDefault();
      this.click();
      if (!$(this).is(":visible")) { $(this).siblings("[role=button]:visible").trigger("focus"); }
    });
  };

  // What is read for a box: above a written answer its question, above a test the answers since the test before it.
  var keep = function (boxes) {
    boxes.closest(".cell").each(function () {
      var cell = $(this).addClass("classroom-kept"), answers = 0;
      var written = cell.find("textarea.comment").length > 0 || window.classroom_question;
      for (cell = cell.prev(".cell"); cell.length; cell = cell.prev(".cell")) {
        var ends = written ? !cell.is(".text_cell") || cell.find(".nbgrader_cell").length : answers && cell.find("input.score").length;
        if (ends) { break; }
        answers += cell.find("textarea.comment").length;
        cell.addClass("classroom-kept");
      }
    });
    if (window.classroom_question) { $("#notebook-container > .cell").first().addClass("classroom-kept"); }
  };

  // What waits for a person, at the foot of the page: how much, the next, only that, the next submission.
  var bar = function () {
    var boxes = function () { return $("input.score.needs_manual_grade"); };
    var foot = $("<div id='classroom-bar' role='region' aria-label='What waits for a person'></div>");
    var count = $("<span role='status'></span>"), jump = $("<button type='button'>Next that waits</button>");
    var short = $("<button type='button' aria-pressed='false'>Only what people grade</button>");
    var refresh = function () {
      var left = boxes().length;
      count.text(left ? left + " of " + counted($("input.score").length, "box").replace("boxs", "boxes") + (left === 1 ? " waits" : " wait") + " for a person" : "Nothing here waits for a person");
      jump.prop("disabled", !left && !foot.onward).text(left || !foot.onward ? "Next that waits" : "Next that waits: next submission");
    };
    // Where to go when nothing is left here.
    foot.goOn = function (address) { foot.onward = address; refresh(); };
    jump.on("click", function () {
      if (!boxes().length && foot.onward) { window.location = foot.onward; return; }
      var all = boxes().toArray(), here = window.scrollY + window.innerHeight / 2;
      var next = all.find(function (box) { return $(box).offset().top > here + 10; }) || all[0];
      if (next) { next.scrollIntoView({ block: "center" }); next.focus({ preventScroll: true }); }
    });
    var shorten = function (on) {
      // Kept until it is pressed again: what gets its points now may want a comment.
      $(".classroom-kept").removeClass("classroom-kept");
      if (on) { keep($("input.score.needs_manual_grade, .cell:has(textarea.comment) input.score")); }
      $("body").toggleClass("classroom-short", on);
      short.attr("aria-pressed", String(on));
    };
    short.on("click", function () {
      var on = !$("body").hasClass("classroom-short");
      shorten(on);
      remember(on);
    });
    foot.append(count, jump, short);
    $("body").append(foot);
    $("nav.navbar-fixed-top").after($("<a class='classroom-skip' href='#classroom-bar'>To what waits for a person</a>").on("click", function (event) {
      event.preventDefault();
      foot.find("button:enabled").first().trigger("focus");
    }));
    new ResizeObserver(makeRoom).observe(foot[0]);
    $(document).on("finished_saving", refresh);
    refresh();
    if (remembered()) { shorten(true); }
    return foot;
  };
  // A page that was just opened begins where work waits, else at its heading: at the cell and not in its box, so that no key that
  // is meant for the page is typed into it. Whoever is somewhere already stays there.
  var begin = function () {
    if (document.activeElement !== document.body || window.formgrader.last_selected.length || window.location.hash) { return; }
    var cell = $("input.score.needs_manual_grade").first().closest(".nbgrader_cell");
    if (cell.length) { cell.attr({ role: "group", "aria-label": "Waits for a person: " + cell.find("input.score").attr("id") }); }
    var place = cell.length ? cell : $("h4.panel-title").first();
    place.attr("tabindex", "-1")[0].focus({ preventScroll: true });
    if (cell.length) { window.scrollTo(0, cell.offset().top - window.innerHeight / 3); }
  };
  // From one submission to the next, in this browser; one that keeps nothing begins anew.
  var SHORT = "classroom-only-what-people-grade";
  var remember = function (on) { try { window.localStorage.setItem(SHORT, on ? "on" : ""); } catch (_) { return; } };
  var remembered = function () { try { return window.localStorage.getItem(SHORT) === "on"; } catch (_) { return false; } };

  // Others read at the same time: it is asked again after a save, when the page is looked at again, and every half minute.
  var followQueue = function (foot) {
    var look = function () { if (!document.hidden) { nextSubmission(foot); } };
    look();
    $(document).on("finished_saving visibilitychange", look);
    window.addEventListener("pageshow", function (shown) { if (shown.persisted) { look(); } });
    window.setInterval(look, 30000);
  };
  var nextSubmission = function (foot) {
    var queue = window.base_url + "/api/submitted_notebooks/" + encodeURIComponent(window.assignment_id) + "/" + encodeURIComponent(window.notebook_id);
    $.getJSON(queue, function (rows) {
      var waiting = rows.filter(function (row) { return row.needs_manual_grade; }).map(function (row) { return row.id; }).sort();
      var others = waiting.filter(function (id) { return id !== window.submission_id; });
      var next = others.find(function (id) { return id > window.submission_id; }) || others[0];
      foot.goOn(next ? window.base_url + "/submissions/" + next + "/" : null);
      foot.find("[role=alert]").remove();
      var link = foot.find("a");
      if (!next) { link.remove(); return; }
      if (!link.length) { link = $("<a/>").appendTo(foot); }
      link.attr("href", foot.onward).text("Next submission that waits (" + others.length + ")");
    }).fail(function () {
      if (foot.find("[role=alert]").length) { return; }
      foot.append($("<span/>").attr("role", "alert").text("Which other submissions wait could not be read. Load this page again."));
    });
  };

  // One question over all submissions: the boxes are bound to a submission each.
  var question = window.classroom_question;
  if (window.FormGrader && question) {
    var bind = function (kind, Collection, View, suffix) {
      return function () {
        var formgrader = this, left = question.submissions.length;
        formgrader[kind] = { loaded: !left };
        question.submissions.forEach(function (one) {
          var rows = new Collection();
          rows.fetch({ data: { submission_id: one.id }, success: function () {
            var model = rows.find(function (row) { return row.get("name") === question.cell; });
            var place = $(document.getElementById(one.box + suffix)).parents(".nbgrader_cell");
            if (model && place.length) { new View({ model: model, el: place }); }
            left -= 1;
            formgrader[kind].loaded = !left;
          } });
        });
      };
    };
    window.FormGrader.prototype.loadGrades = bind("grades", window.Grades, window.GradeUI, "");
    window.FormGrader.prototype.loadComments = bind("comments", window.Comments, window.CommentUI, "-comment");
    var to = function (cell) { return window.base_url + "/question/" + [question.assignment, question.notebook, cell].map(encodeURIComponent).join("/"); };
    // nbgrader's would put the address of the first submission in the place of this page's.
    window.FormGrader.prototype.navigateTo = function (place) {
      var cell = { next: question.after, next_incorrect: question.after, prev: question.before, prev_incorrect: question.before }[place];
      return to(cell || question.cell) + (!cell && this.current_index > 0 ? "?index=" + this.current_index : "");
    };
    $(function () {
      var line = $("<ul class='breadcrumb'></ul>");
      line.append($("<li/>").append($("<a/>").attr("href", window.base_url.replace(/\/formgrader$/, "/grading")).text("Course and grading")));
      line.append($("<li/>").append($("<a/>").attr("href", window.base_url + "/gradebook/" + encodeURIComponent(question.assignment) + "/" + encodeURIComponent(question.notebook)).text(question.assignment)));
      line.append($("<li/>").addClass("active").text(question.cell + " over all submissions"));
      [["before", "← "], ["after", "→ "]].forEach(function (side) {
        if (question[side[0]]) { line.append($("<li/>").append($("<a/>").attr("href", to(question[side[0]])).text(side[1] + question[side[0]]))); }
      });
      $("nav.navbar .col-md-2").remove();
      $("nav.navbar .col-md-8").empty().append(line);
      document.title = question.cell + " over all submissions";
      $(".panel-title .pull-right").text(counted(question.submissions.length, "submission"));
      // The question, then two cells for each submission: answers may have headings too.
      $("#notebook-container > .cell").each(function (place) {
        var one = question.submissions[(place - 1) / 2];
        if (one) { $(this).find("h2").first().append(" ").append($("<a/>").addClass("classroom-question").attr("href", window.base_url + "/submissions/" + one.id + "/").text("open the whole submission")); }
      });
    });
  }

  // The bars grow with their words and the width of the window; what they stand over must not hide below them.
  var makeRoom = function () {
    var top = $("nav.navbar-fixed-top"), foot = $("#classroom-bar");
    if (top.length) {
      var fixed = top.css("position") === "fixed";
      $("body").css("padding-top", fixed ? top.outerHeight() + 16 : "");
      $("html").css("scroll-padding-top", fixed ? top.outerHeight() + 16 : "");
    }
    if (foot.length) { $("body").css("padding-bottom", foot.outerHeight() + 16); $("html").css("scroll-padding-bottom", foot.outerHeight() + 16); }
  };

  // Icons get names; so does what only a column's heading named.
  var WORDS = {
    edit: "Due date of", assign: "Generate the student version of", preview: "Preview", release: "Release or take back",
    collect: "Collect", "generate-feedback": "Generate feedback for", "release-feedback": "Release feedback for", autograde: "Autograde"
  };
  var nameIcons = function () {
    $("td a:has(.glyphicon), td a:empty").not("[aria-label]").each(function () {
      var cell = $(this).closest("td"), row = $(this).closest("tr");
      var about = row.find(".name, .student-name").first().text().trim();
      var word = Object.keys(WORDS).find(function (name) { return cell.hasClass(name); });
      if (word === "edit" && window.StudentUI) { $(this).attr("aria-label", "Where to change " + about); } else if (word) { $(this).attr({ "aria-label": WORDS[word] + " " + about, title: WORDS[word] + " " + about }); }
    });
    $("td .glyphicon:not([aria-hidden])").attr("aria-hidden", "true");
    $("table thead th").not(".text_cell_render th, .output_area th").each(function () { if (!$(this).text().trim()) { $(this).append("<span class='sr-name'>Show the name</span>"); } });
    $("input[type=search]").attr("aria-label", "Search");
    $("td.duedate, td.email, td.timestamp").filter(function () { return $(this).text().trim() === "None"; }).text("–");
  };

  // Not by jQuery: an error in one of its listeners ends the others.
  window.addEventListener("resize", makeRoom);
  window.addEventListener("load", function () {
    $("nav.navbar-fixed-top").each(function () { new ResizeObserver(makeRoom).observe(this); });
    nameIcons();
    pressable($("nav .glyphicon[onclick]"), "Show or hide the student's name");
    pressable($(".help"), "Keyboard shortcuts");
    new MutationObserver(nameIcons).observe(document.body, { childList: true, subtree: true });
    if (!window.FormGrader || !window.formgrader) { return; }
    var waiting = window.setInterval(function () {
      if (!window.formgrader.grades || !window.formgrader.grades.loaded) { return; }
      window.clearInterval(waiting);
      var foot = bar();
      makeRoom();
      begin();
      if (!question) { followQueue(foot); }
    }, 100);
  });
})();
