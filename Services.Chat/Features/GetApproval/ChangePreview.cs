using System.Globalization;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.GetApproval;

/// <summary>What a call that waits would change in a file, as it is now.</summary>
internal sealed class ChangePreview(WorkspaceStore workspace, WorkspaceHistory history)
{
    private const string Nowhere = "/dev/null";

    /// <summary>The change in the unified format; null where it is of no text, cannot be said any more or is too large to compare.</summary>
    public async Task<string?> WriteAsync(TenantContext context, FileChange change, WorkspaceFile? file, CancellationToken cancellationToken)
    {
        if ((file is null ? "" : file.Text) is not { } text || await AfterAsync(context, change, file, cancellationToken) is not { } after)
        {
            return null;
        }

        return UnifiedDiff.Write(
            (file is null ? Nowhere : string.Create(CultureInfo.InvariantCulture, $"a/{file.Path}\trevision {file.Revision}"), text),
            (change.Becomes is NewText.Gone ? Nowhere : $"b/{change.Path}", after));
    }

    private async Task<string?> AfterAsync(TenantContext context, FileChange change, WorkspaceFile? file, CancellationToken cancellationToken) => change.Becomes switch
    {
        NewText.Whole whole => whole.Text,
        NewText.Gone => "",
        NewText.Edited edited => Edit(file?.Text, edited),
        NewText.Restored restored => (await history.FindAsync(context, change.Path, restored.Revision, cancellationToken))?.Text,
        NewText.Moved moved => (await workspace.FindAsync(context, moved.From, cancellationToken))?.Text,
        _ => null,
    };

    // Where the piece does not stand there once any more, the call would fail.
    private static string? Edit(string? text, NewText.Edited edited)
    {
        var at = edited.Before.Length > 0 ? text?.IndexOf(edited.Before, StringComparison.Ordinal) ?? -1 : -1;
        return at < 0 || text!.IndexOf(edited.Before, at + 1, StringComparison.Ordinal) >= 0
            ? null
            : string.Concat(text.AsSpan(0, at), edited.After, text.AsSpan(at + edited.Before.Length));
    }
}
