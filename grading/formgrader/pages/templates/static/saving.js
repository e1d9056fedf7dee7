// How points and comments on formgrader's pages are saved: as they were typed, or refused with a sentence and left in the box.
// A page that is left saves first, and asks where it cannot; one that is no longer true is told so. Loaded before classroom.js.
(function () {
  "use strict";

  // 1 point, 1.5 points.
  var counted = window.classroom_counted = function (number, what) { return number + " " + what + (number === 1 ? "" : "s"); };
  var LONGEST_KEPT = 30000; // Letters: browsers send 64 KiB for pages that are gone.

  // A request that is finished although its page is gone. Backbone needs no more of it than the two functions.
  var kept = function (options) {
    var token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
    fetch(options.url, {
      method: options.type, body: options.data, credentials: "same-origin", redirect: "manual",
      keepalive: options.data.length < LONGEST_KEPT,
      headers: { "Content-Type": "application/json", "X-XSRFToken": token ? token[1] : "" }
    }).then(function (answer) {
      return answer.text().then(function (text) {
        if (answer.ok) { options.success(JSON.parse(text)); } else { options.error({ status: answer.status, responseText: text }); }
      });
    }).catch(function () { options.error({ status: 0, responseText: "" }); });
    return options;
  };
  if (window.Backbone) {
    var ask = window.Backbone.ajax;
    window.Backbone.ajax = function (options) { return options.type === "PUT" ? kept(options) : ask.apply(this, arguments); };
  }

  var refuse = function (view, text) {
    var place = view.$el.find(".panel-heading").first();
    place.find(".classroom-refusal." + view.kind).remove();
    if (text) { place.append($("<span/>").addClass("classroom-refusal " + view.kind).attr("role", "alert").text(text)); }
    view.failed = !!text;
  };
  var typed = function (box) {
    var text = String(box.val() === undefined ? "" : box.val()).trim().replace(",", ".");
    return text === "" ? null : /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  };

  var views = [];
  var texts = function (view) { return view.boxes().map(function (box) { return box.val(); }).join("\0"); };
  // One after the other: each says what it knew, and the answer to the first is what the second knows.
  var send = function (view, attributes) {
    if (view.pending) { view.again = true; return; }
    var done = function () {
      view.pending = false;
      if (view.again) { view.again = false; view.save(); }
    };
    view.pending = true;
    view.known = texts(view);
    view.model.save(attributes, {
      wait: true,
      attrs: $.extend(view.model.toJSON(), attributes, { seen: view.model.toJSON() }),
      success: function () { refuse(view, ""); done(); },
      error: function (_, answer) {
        view.$glyph.hide();
        refuse(view, (answer.status >= 400 && answer.status < 500 || answer.status === 507) && answer.responseText || "This was not saved: the server did not take it.");
        done();
      }
    });
  };
  // What both kinds of boxes do besides saving.
  var boxes = function (View, kind, methods) {
    var start = View.prototype.initialize, show = View.prototype.render;
    $.extend(View.prototype, methods, {
      kind: kind,
      initialize: function () {
        this.dress();
        start.apply(this, arguments);
        views.push(this);
      },
      // What was typed since it was sent stays.
      render: function () {
        var view = this, changed = view.isChanged(), typed = changed && view.boxes().map(function (box) { return box.val(); });
        show.call(view);
        view.showMore();
        view.known = texts(view);
        if (changed) { view.boxes().forEach(function (box, place) { box.val(typed[place]); }); }
      },
      isChanged: function () { return this.known !== undefined && texts(this) !== this.known; },
      saveChanged: function () { if (this.isChanged() || this.failed) { this.save(); } }
    });
  };
  if (window.GradeUI) {
    boxes(window.GradeUI, "points", {
      events: $.extend({}, window.GradeUI.prototype.events, { "change .score": "saveChanged", "change .extra-credit": "saveChanged" }),
      boxes: function () { return [this.$score, this.$extra_credit]; },
      dress: function () {
        var name = this.model.get("name");
        // A number box drops the decimal comma silently: 3,5 would be 35.
        this.$el.find("input.score, input.extra-credit").attr({ type: "text", inputmode: "decimal", autocomplete: "off" });
        this.$el.find("input.score").attr("aria-label", "Points for " + name + ", of " + this.model.get("max_score"));
        this.$el.find("input.extra-credit").attr("aria-label", "Extra credit for " + name);
        // Hidden and not removed: boxes are counted, to lead to the same one of the next submission.
        if (!this.model.get("extra_credit_possible")) { this.$el.find("input.extra-credit").parent().hide(); }
        if (!window.classroom_question) { this.linkQuestion(name); }
      },
      showMore: function () {
        // "Resolve" says neither what happens nor with which points.
        var points = this.model.get("manual_score") || 0;
        this.$mark_graded.text("Keep " + points).attr("aria-label", "Keep " + points + " for " + this.model.get("name"));
        this.toDecide(this.model.get("to_decide") || []);
      },
      // Where two reviewers differ, the third person sees what both gave and why, without names.
      toDecide: function (reviews) {
        this.$el.find(".classroom-decide").remove();
        if (!reviews.length) { return; }
        var list = $("<ul/>");
        reviews.forEach(function (one, place) {
          var gave = one.points === null ? "left the points as they were" : counted(one.points, "point");
          if (one.extra_credit) { gave += " and " + one.extra_credit + " extra"; }
          list.append($("<li/>").text("Reviewer " + (place + 1) + ": " + gave + ". " + (one.comment ? "“" + one.comment + "”" : "No comment here.")));
        });
        this.$el.find(".panel-heading").first().append($("<div/>").addClass("classroom-decide").attr("role", "note")
          .append($("<p/>").text("Two reviewers differ; in the box stands their mean. You decide: type the points, or keep it.")).append(list));
      },
      linkQuestion: function (name) {
        var link = $("<a/>").addClass("classroom-question").text("all submissions")
          .attr("href", window.base_url + "/question/" + [window.assignment_id, window.notebook_id, name].map(encodeURIComponent).join("/"))
          .attr("aria-label", "Grade " + name + " over all submissions");
        this.$el.find(".panel-heading .nbgrader-label").first().after(link);
      },
      save: function () {
        var score = typed(this.$score), extra = typed(this.$extra_credit), most = this.model.get("max_score");
        var name = this.model.get("name");
        if (Number.isNaN(score) || Number.isNaN(extra)) {
          return refuse(this, "“" + (Number.isNaN(score) ? this.$score : this.$extra_credit).val() + "” is not a number of points. Nothing was saved.");
        }
        if (score !== null && (score < 0 || score > most)) {
          return refuse(this, counted(score, "point") + " cannot be given for " + name + ": it has 0 to " + most + ". Nothing was saved.");
        }
        if (extra !== null && (extra < 0 || extra > most)) {
          return refuse(this, counted(extra, "point") + " of extra credit cannot be given for " + name + ": 0 to " + most + ". Nothing was saved.");
        }
        send(this, { manual_score: score, extra_credit: extra });
      },
      assignFullCredit: function () { send(this, { manual_score: this.model.get("max_score") }); this.$score.focus(); },
      assignNoCredit: function () { send(this, { manual_score: 0, extra_credit: 0 }); this.$score.focus(); }
    });
  }
  if (window.CommentUI) {
    boxes(window.CommentUI, "comment", {
      events: { "change .comment": "saveChanged" },
      boxes: function () { return [this.$comment]; },
      showMore: function () {},
      dress: function () { this.$el.find("textarea.comment").attr({ "aria-label": "Comment on " + this.model.get("name"), autocomplete: "off" }); },
      save: function () { send(this, { manual_comment: this.$comment.val() }); }
    });
    var begin = window.CommentUI.prototype.initialize;
    window.CommentUI.prototype.initialize = function () {
      begin.apply(this, arguments);
      this.$comment.attr("placeholder", this.model.get("auto_comment") || "A comment for the student (Markdown, formulas)");
    };
  }

  // A box is saved when it is left. Who closes the page, reloads it or goes back has not left it.
  var saveAll = function () { views.forEach(function (view) { view.saveChanged(); }); };
  document.addEventListener("visibilitychange", function () { if (document.hidden) { saveAll(); } });
  window.addEventListener("online", saveAll);
  window.addEventListener("beforeunload", function (event) {
    saveAll();
    if (views.some(function (view) { return view.failed || view.again; })) {
      event.preventDefault();
      event.returnValue = true;
    }
  });
})();
