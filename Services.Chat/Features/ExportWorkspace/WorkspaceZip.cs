using System.IO.Compression;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Features.ExportWorkspace;

/// <summary>
/// A workspace that is written while it is read. Where a file has changed so often meanwhile that what it was is gone, the connection breaks off: half of an
/// archive never looks like the whole, since its list of contents comes last.
/// </summary>
internal sealed class WorkspaceZip(WorkspaceExports exports, TenantContext context, IReadOnlyList<ExportedFile> files) : IResult
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    private static readonly Refusal Changed = Refusals.Conflict("WORKSPACE_CHANGED", "Files were changed too often while they were read; ask for the archive again.");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = MediaTypes.Zip;
        response.Headers.ContentDisposition = "attachment; filename=\"workspace.zip\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        var parts = WorkspaceExports.Parts(files).ToList();
        // Not before the first of it is there: what fails until then has a status of its own.
        var contents = parts.Count > 0 ? await ReadAsync(parts[0], cancellationToken) : [];
        await using var held = new HeldStream(response.BodyWriter);
        var archive = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        for (var part = 0; part < parts.Count; part++)
        {
            contents = part == 0 ? contents : await ReadAsync(parts[part], cancellationToken);
            foreach (var file in contents)
            {
                await WriteAsync(archive, file, cancellationToken);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }

        // Not where something went wrong: it writes the list of contents. There is nothing else that it would free.
        await archive.DisposeAsync();
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private async Task<List<WorkspaceFile>> ReadAsync(IReadOnlyList<ExportedFile> part, CancellationToken cancellationToken) =>
        await exports.ReadAsync(context, part, cancellationToken) is var contents && contents.Count == part.Count ? contents : throw new RefusalException(Changed);

    private static async Task WriteAsync(ZipArchive archive, WorkspaceFile file, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(file.Path, CompressionLevel.Optimal);
        entry.LastWriteTime = file.UpdatedAt < Earliest ? Earliest : file.UpdatedAt > Latest ? Latest : file.UpdatedAt.ToUniversalTime();
        entry.Comment = ArchivedAuthor.Write(file.Author);
        await using var content = await entry.OpenAsync(cancellationToken);
        await content.WriteAsync(file.Content, cancellationToken);
    }
}
