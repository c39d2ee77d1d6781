using Nanobot.Clients;
using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Workspaces;

/// <summary>Reads lines of a user's notes as evidence. That they cannot be had is told like that of any source, and costs nobody a report.</summary>
internal sealed partial class NoteReader(IWorkspaces workspaces, TimeProvider time, ILogger<NoteReader> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly Wording Away = new("目前无法读取", "cannot be read now");

    /// <summary>The lines that are wanted, and how the workspace fared; null where it has none of them.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="since">Files that were written before that are passed over.</param>
    /// <param name="language">The report's.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(IReadOnlyList<EvidenceNote> Notes, SourceStatus? Status)> ReadAsync(NoteWish wish, DateTimeOffset? since, ReportLanguage language, CancellationToken cancellationToken)
    {
        var name = language.Say("工作区", "workspace");
        using var late = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var notes = (await workspaces.NotesAsync(either.Token)).Where(note => since is not { } last || note.UpdatedAt > last)
                .SelectMany(note => NoteLines.Of(note, wish).Select(line => Of(note, line.Text, line.Row, language))).Take(wish.Most).ToList();
            return (notes, notes.Count == 0 ? null : new SourceStatus(name, time.GetUtcNow(), notes.Count, null, []));
        }
        catch (Exception exception) when (exception is ModuleUnavailableException or RefusalException or StoredDataException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Away(logger, ExceptionReason.Of(exception));
            return ([], new SourceStatus(name, time.GetUtcNow(), 0, Away, []));
        }
    }

    private static EvidenceNote Of(WorkspaceNote note, string text, SourceRow row, ReportLanguage language)
    {
        var path = note.HoldsOthersText ? language.Say($"{note.Path}（可能有他人的文字）", $"{note.Path} (maybe of others)") : note.Path;
        return new EvidenceNote(NoteKind.Workspace, language.Say("笔记", "Notes"), language.Say($"{path}：{text}", $"{path}: {text}"), [], note.Path)
        {
            File = new NoteFile(note.Path, note.Revision, note.UpdatedAt, note.HoldsOthersText),
            Rows = [row],
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The user's notes could not be read, and the report goes on without them: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}
