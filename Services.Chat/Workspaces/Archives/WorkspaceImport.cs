using System.IO.Compression;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>Takes an archive into a workspace: all of it in one transaction, or nothing.</summary>
internal sealed class WorkspaceImport(WorkspaceAccess workspace, UsageQuotas quotas, TimeProvider time)
{
    private const int FilesAtOnce = 32;

    /// <param name="context">Whose workspace.</param>
    /// <param name="content">The archive, in a stream that can be read again.</param>
    /// <param name="mode">What becomes of files that are there already with other content.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImportOutcome> TakeAsync(TenantContext context, Stream content, ImportMode mode, CancellationToken cancellationToken)
    {
        if (await ArchiveReader.MayHaveTooManyAsync(content, cancellationToken))
        {
            return ArchiveRefusals.TooManyEntries;
        }

        try
        {
            await using var archive = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            var (files, refusal) = await ArchiveReader.ReadAsync(archive, cancellationToken);
            return refusal is not null ? refusal : await workspace.ChangeAsync(context,
                (transaction, space) => TakeAsync(transaction, space, files, mode, cancellationToken), cancellationToken);
        }
        catch (InvalidDataException)
        {
            // How the reader says that it is no archive. Each entry was unpacked before the transaction began.
            return ArchiveRefusals.NoArchive;
        }
    }

    private async Task<ImportOutcome> TakeAsync(
        TenantTransaction transaction, WorkspaceSpace space, IReadOnlyList<ArchivedFile> files, ImportMode mode, CancellationToken cancellationToken)
    {
        var there = await PresentFile.ReadAsync(transaction, files.Select(static file => file.Path.Value), cancellationToken);
        var others = files.Where(file => there.TryGetValue(file.Path.Value, out var old) && !old.Says(file.Hash)).ToList();
        if (others.Count > 0 && mode == ImportMode.Refuse)
        {
            return ArchiveRefusals.Existing([.. others.Select(static file => file.Path.Value)]);
        }

        var created = files.Where(file => !there.ContainsKey(file.Path.Value)).ToList();
        var replaced = mode == ImportMode.Replace ? others : [];
        var added = created.Sum(static file => (long)file.Bytes) + replaced.Sum(file => (long)file.Bytes - there[file.Path.Value].Bytes);
        if (added > 0 && await quotas.TakeStorageAsync(transaction, space.Bytes, added, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        List<(ArchivedFile File, long? Revision)> written =
            [.. created.Select(static file => (file, (long?)null)), .. replaced.Select(file => (file, (long?)there[file.Path.Value].Revision))];
        var statements = new FileStatements(transaction.Context, time.GetUtcNow());
        foreach (var some in written.Chunk(FilesAtOnce))
        {
            await transaction.ExecuteAsync(cancellationToken, await WriteAsync(statements, space, some, cancellationToken));
        }

        if (written.Count > 0)
        {
            await transaction.ExecuteAsync(cancellationToken, replaced.Count > 0 ? [statements.Grow(added), statements.Trim()] : [statements.Grow(added)]);
        }

        return new ImportOutcome(created.Count, replaced.Count, files.Count - created.Count - others.Count, others.Count - replaced.Count,
            written.Sum(static one => (long)one.File.Bytes), null);
    }

    private static async Task<Sql[]> WriteAsync(
        FileStatements statements, WorkspaceSpace space, (ArchivedFile File, long? Revision)[] files, CancellationToken cancellationToken)
    {
        var sql = new List<Sql>(files.Length * 2);
        foreach (var (file, revision) in files)
        {
            var content = new byte[file.Bytes];
            await ArchiveReader.ReadAsync(file.Entry, content, cancellationToken);
            if (revision is not null)
            {
                sql.Add(statements.Keep(file.Path));
            }

            sql.Add(statements.Write(file.Path, content, file.Author, (revision ?? space.DeletedRevision) + 1));
        }

        return [.. sql];
    }
}
