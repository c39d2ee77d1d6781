using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Tools.WorkspaceWrite;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Usage;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>
/// Copies the files of one user into the workspace of another one of the same tenant: all in one transaction, or nothing, and over nothing that is there. To the
/// other user all of it is somebody else's text; what would steer its assistant or be remembered by it waits until that user has approved it, like a call of a tool.
/// </summary>
internal sealed class WorkspaceClone(
    TenantDb db, WorkspaceAccess workspace, WorkspaceExports exports, UsageQuotas quotas, ApprovalStore approvals, ChatTelemetry telemetry, TimeProvider time)
{
    /// <param name="from">Whose files.</param>
    /// <param name="to">Whose workspace they are put into.</param>
    /// <param name="keeps">Whether files that are there already with other content stay, and the others are copied.</param>
    /// <param name="isInChinese">Whether the other user is told in Chinese.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<CloneOutcome> CopyAsync(TenantContext from, TenantContext to, bool keeps, bool isInChinese, CancellationToken cancellationToken)
    {
        var files = await SourceFile.ListAsync(workspace, from, cancellationToken);
        if (files.Count > ArchiveLimits.Entries || files.Sum(static file => (long)file.Bytes) > ArchiveLimits.Bytes)
        {
            return CloneRefusals.TooLarge;
        }

        var outcome = await workspace.ChangeAsync(to, async (transaction, space) =>
        {
            var plan = ClonePlan.Of(files, await PresentFile.ReadAsync(transaction, files.Select(static file => file.Path.Value), cancellationToken), keeps);
            if (!keeps && plan.InTheWay.Count > 0)
            {
                return CloneRefusals.Existing(plan.InTheWay);
            }

            if (plan.Bytes > 0 && await quotas.TakeStorageAsync(transaction, space.Bytes, plan.Bytes, cancellationToken) is { } refusal)
            {
                return (CloneOutcome)refusal;
            }

            await WriteAsync(transaction, space, from, plan, cancellationToken);
            await AskAsync(transaction, from, plan.Waiting, isInChinese, cancellationToken);
            return new CloneOutcome(plan, null);
        }, cancellationToken);
        foreach (var file in outcome.Plan?.Waiting ?? [])
        {
            telemetry.FlowStopped(to, file.Flow.SinkName, "waits");
        }

        return outcome;
    }

    // The source is read beside the transaction, some files after the others: a workspace of any size takes little memory.
    private async Task WriteAsync(TenantTransaction transaction, WorkspaceSpace space, TenantContext from, ClonePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Created.Count == 0)
        {
            return;
        }

        var statements = new FileStatements(transaction.Context, time.GetUtcNow());
        var created = plan.Created.ToDictionary(static file => file.Path.Value, StringComparer.Ordinal);
        foreach (var part in WorkspaceExports.Parts([.. plan.Created.Select(static file => file.Content)]))
        {
            var past = await PastRevision.ReadAsync(db, from, part, cancellationToken);
            var written = new List<Sql>();
            foreach (var content in await ReadAsync(from, part, cancellationToken))
            {
                // Above every number that the path has had here.
                var (file, revision) = (created[content.Path], space.DeletedRevision);
                written.AddRange(past[content.Path].Select(old => statements.Past(file.Path, old.Content, ++revision, (old.WrittenAt, old.ReplacedAt), old.Deleted, old.Author)));
                written.Add(statements.Write(file.Path, content.Content.ToArray(), file.Author, ++revision));
            }

            await transaction.ExecuteAsync(cancellationToken, written);
        }

        await transaction.ExecuteAsync(cancellationToken, statements.Grow(plan.Bytes), statements.Trim());
    }

    // Each file is the call that would write it, so that its user sees what would change, and approves that and nothing else.
    private async Task AskAsync(TenantTransaction transaction, TenantContext from, IReadOnlyList<SourceFile> files, bool isInChinese, CancellationToken cancellationToken)
    {
        var (clone, tool) = (Guid.CreateVersion7(time.GetUtcNow()), WorkspaceWriteTool.Descriptor.Declaration.Name);
        foreach (var part in WorkspaceExports.Parts([.. files.Select(static file => file.Content)]))
        {
            foreach (var content in await ReadAsync(from, part, cancellationToken))
            {
                var file = files.First(file => file.Path.Value == content.Path);
                var arguments = CallArguments.Of(tool, [new("path", content.Path), new("content", content.Text)]);
                var asked = new AskedApproval(null, clone, $"{clone:n}", tool, arguments, file.Flow, file.Author.Labels | TextLabels.Other, [content.Path], isInChinese);
                if (await approvals.AskAsync(transaction, asked, cancellationToken) is null)
                {
                    throw new RefusalException(CloneRefusals.TooManyWait);
                }
            }
        }
    }

    private async Task<List<WorkspaceFile>> ReadAsync(TenantContext from, IReadOnlyList<ExportedFile> part, CancellationToken cancellationToken)
    {
        var contents = await exports.ReadAsync(from, part, cancellationToken);
        return contents.Count == part.Count ? contents : throw new RefusalException(CloneRefusals.Changed);
    }
}
