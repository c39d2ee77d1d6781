using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What must hold of a file for it to be written or deleted.</summary>
internal sealed class WriteCondition
{
    private readonly Func<FileHead?, bool> _holds;

    private WriteCondition(Func<FileHead?, bool> holds) => _holds = holds;

    /// <summary>Nothing.</summary>
    public static WriteCondition None { get; } = new(static _ => true);

    /// <summary>It is as somebody has seen it: at that revision, or, where null, not there.</summary>
    public static WriteCondition IsAt(long? revision) => new(current => current?.Revision == revision);

    /// <summary>What a request says of the file's entity tag, which is its revision, or of when it was written.</summary>
    public static WriteCondition Of(RequestPreconditions preconditions) =>
        new(current => preconditions.AllowChange(current is null ? null : RevisionTag.Of(current.Revision, current.UpdatedAt)));

    /// <summary>Whether it holds.</summary>
    /// <param name="current">The file, or null where it is not there.</param>
    public bool Holds(FileHead? current) => _holds(current);
}
