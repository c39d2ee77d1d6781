using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Workspaces;

public sealed class WorkspaceEvidenceTests : IClassFixture<WorkspaceEvidenceTests.Notes>
{
    private const string Letter = "# Ideas\n\n- NOTA may reach 987 by spring\n- Buy milk\n";
    private readonly ReportsSuite _suite;
    private readonly Notes _notes;

    public WorkspaceEvidenceTests(Notes notes)
    {
        (_notes, _suite) = (notes, notes.Suite);
        _suite.Peer.Answer(ReportsSuite.Feed, Peer.Rss(("Calm seas today", "https://news.example/calm")), "application/rss+xml");
        _suite.Peer.Quotes("NOTA", "2026-11-18,1,2,1,1.25,10", "2026-11-19,1,2,1,1.5,30");
    }

    [Fact]
    public async Task Lines_that_name_what_the_user_follows_are_evidence_with_file_revision_and_line()
    {
        var ada = User();
        _notes.Say(ada, new WorkspaceNote("notes/ideas.md", 3, DateTimeOffset.UtcNow, Letter, false));

        var report = await _suite.MakeAsync(ada);
        var note = (await EvidenceAsync(ada, report)).Evidence.Single(static one => one.Kind == "workspace");

        Assert.Equal(("notes/ideas.md", 3L, false, "Notes: notes/ideas.md: NOTA may reach 987 by spring"), (note.Source, note.File!.Revision, note.File.HoldsOthersText, note.Text));
        Assert.Equal("3 - NOTA may reach 987 by spring", $"{Assert.Single(note.Rows).Line} {note.Rows[0].Text}");
        Assert.Contains("## Your notes", report.Content, StringComparison.Ordinal);
        Assert.Contains($"The file notes/ideas.md says “NOTA may reach 987 by spring” [E{note.Number}]", report.Content, StringComparison.Ordinal);
        Assert.Contains("workspace: 1 entry", report.Content, StringComparison.Ordinal);

        // The next one has what is new.
        var second = await _suite.MakeAsync(ada);
        Assert.DoesNotContain((await EvidenceAsync(ada, second)).Evidence, static one => one.Kind == "workspace");
    }

    [Fact]
    public async Task A_figure_of_a_note_is_evidence_where_the_note_is_cited_and_nowhere_else()
    {
        var ada = User();
        _notes.Say(ada, new WorkspaceNote("notes/ideas.md", 1, DateTimeOffset.UtcNow, Letter, true));
        _suite.Model(ada, "The note expects 987 by spring [E3]. NOTA is worth 987. NOTA closed at 987 [E1].");

        var report = await _suite.MakeAsync(ada);

        Assert.Contains("The note expects 987 by spring [E3].", report.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("worth 987", report.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("closed at 987", report.Content, StringComparison.Ordinal);
        // What strangers may have written stays marked so.
        Assert.Contains("notes/ideas.md (maybe of others): NOTA may reach 987", report.Content, StringComparison.Ordinal);
        Assert.True((await EvidenceAsync(ada, report)).Evidence.Single(static one => one.Kind == "workspace").File!.HoldsOthersText);
    }

    [Fact]
    public async Task A_digest_has_what_stands_below_a_heading_or_in_a_file_of_that_name_whenever_it_was_written()
    {
        var ada = User(new Watchlist(Keywords: ["herons"]));
        _notes.Say(ada, new WorkspaceNote("notes/herons.txt", 1, DateTimeOffset.UnixEpoch, "Seen at noon", false),
            new WorkspaceNote("notes/birds.md", 1, DateTimeOffset.UnixEpoch, "## Herons\n1. Three at the lake\n```\n## Owls\nNone\n", false));

        var all = await EvidenceAsync(ada, await _suite.MakeAsync(ada, new { report_type = "content" }));

        Assert.Equal(["notes/herons.txt: Seen at noon", "notes/birds.md: Three at the lake"], all.Evidence.Where(static one => one.Kind == "workspace").Select(static one => one.Text["Notes: ".Length..]));
    }

    [Theory]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status200OK)]
    public async Task That_the_notes_cannot_be_had_is_said_and_costs_nobody_a_report(int status)
    {
        var ada = User();
        _notes.Refuse(ada, status);

        var report = await _suite.MakeAsync(ada);
        var source = (await EvidenceAsync(ada, report)).Sources.Single(static one => one.Name == "workspace");

        Assert.Equal("cannot be read now", source.Failure);
        Assert.Contains("NOTA closed at", report.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_on_single_symbols_ask_for_no_notes()
    {
        var ada = User();
        _notes.Refuse(ada, StatusCodes.Status503ServiceUnavailable);

        var all = await EvidenceAsync(ada, await _suite.MakeAsync(ada, new { report_type = "stock" }));

        Assert.DoesNotContain(all.Sources, static one => one.Name == "workspace");
    }

    [Fact]
    public async Task Whoever_follows_nothing_is_asked_for_no_notes()
    {
        var ada = User(new Watchlist([], [], [], []));
        _notes.Refuse(ada, StatusCodes.Status503ServiceUnavailable);

        var all = await EvidenceAsync(ada, await _suite.MakeAsync(ada));

        Assert.DoesNotContain(all.Sources, static one => one.Name == "workspace");
    }

    private TenantContext User(Watchlist? watchlist = null) => _suite.User(watchlist ?? new Watchlist(Stocks: ["NOTA"]), context: TestContexts.User($"ada-{Guid.NewGuid():N}"));

    private async Task<ReportEvidence> EvidenceAsync(TenantContext user, ReportResource report)
    {
        Assert.True(report.Status == "completed", report.ErrorMessage);
        return (await _suite.Client(user).GetFromJsonAsync<ReportEvidence>($"/reports/{report.ReportId}/evidence", Json.Wire))!;
    }

    /// <summary>The chat module in what it says of notes.</summary>
    public sealed class Notes : IAsyncLifetime
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (int Status, WorkspaceNote[] Notes)> _known = new();

        public ReportsSuite Suite { get; } = new();

        public void Say(TenantContext user, params WorkspaceNote[] notes) => _known[user.TenantId!] = (StatusCodes.Status200OK, notes);

        public void Refuse(TenantContext user, int status) => _known[user.TenantId!] = (status, null!);

        public Task InitializeAsync()
        {
            Suite.Peer.Answer(Operations.Chat.GetWorkspaceNotes.Path, http =>
            {
                var (tenant, user) = (http.Request.Headers["X-Tenant-ID"].ToString(), http.Request.Headers["X-User-ID"].ToString());
                var (status, notes) = _known.TryGetValue(tenant, out var found) ? found : (StatusCodes.Status200OK, []);
                http.Response.StatusCode = status;
                // One that answers without notes answers nothing that was asked.
                return status != StatusCodes.Status200OK ? Task.CompletedTask : http.Response.WriteAsJsonAsync(new { tenant_id = tenant, user_id = user, notes }, Json.Wire);
            });
            return Task.CompletedTask;
        }

        public async Task DisposeAsync() => await Suite.DisposeAsync();
    }
}
