using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Inboxes;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Reports.Workspaces;

namespace Nanobot.Services.Reports.Making;

/// <summary>Gathers what comes from inside: what was posted to the inboxes of the user and its tenant, and what the user keeps as notes.</summary>
internal sealed class OwnEvidence(InboxNews inboxes, NoteReader notes, EarlierReports before)
{
    /// <summary>Gathers it, in the user's scope.</summary>
    public async Task<OwnFound> GatherAsync(ClaimedReport report, ReportWish wish, UserResource user, ReportLanguage language, CancellationToken cancellationToken)
    {
        var (headlines, sources) = await inboxes.ReadAsync(report.Context, user.Watchlist.Influencers ?? [], cancellationToken);
        if (NoteWish.Of(report.ReportType, user.Watchlist, wish.FocusAreas, wish.CustomPrompt) is not { IsEmpty: false } wanted)
        {
            return new OwnFound(headlines, [], sources);
        }

        var since = wanted.OnlyNew ? await before.FindLastAsync(report, cancellationToken) : null;
        var (lines, status) = await notes.ReadAsync(wanted, since, language, cancellationToken);
        return new OwnFound(headlines, lines, status is null ? sources : [.. sources, status]);
    }
}
