using System.Diagnostics;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Heartbeats;

/// <summary>A user's HEARTBEAT.md: what the assistant is to look at by itself, again and again.</summary>
/// <param name="Text">What it says; null where it is no text.</param>
/// <param name="IsTemplate">Whether it is as the workspace began with it, and nobody has written anything in it.</param>
internal sealed record HeartbeatFile(string? Text, bool IsTemplate)
{
    private const string Zh = $"心跳：请看 {WorkspaceNames.Heartbeat}，里面现在有没有要做的事。有就做，并简短说明做了什么；没有就只回答 {HeartbeatAnswer.Nothing}。";

    private const string En = $"Heartbeat: look at {WorkspaceNames.Heartbeat}. Is there anything in it to do now? If so do it, and say in short what you did. If not, answer {HeartbeatAnswer.Nothing} and nothing else.";

    /// <summary>Where it is.</summary>
    public static WorkspacePath Path { get; } = WorkspacePath.TryParse(WorkspaceNames.Heartbeat, out var path) ? path : throw new UnreachableException();

    private const string Select = """
        select content, author_revision = revision and author = 'template' from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        """;

    /// <summary>Whether there is something to do.</summary>
    public bool HasTasks => !IsTemplate && Text is not null && HeartbeatTasks.IsThereSomething(Text);

    /// <summary>What the assistant is asked, in the language of the file.</summary>
    public string Question => OfflineLanguage.IsChinese(Text ?? "") ? Zh : En;

    /// <summary>That of the transaction's user; null where there is none.</summary>
    public static async Task<HeartbeatFile?> FindAsync(TenantTransaction transaction, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        return await transaction.QuerySingleAsync(new Sql(Select, context.RequiredTenantId, context.RequiredUserId, WorkspaceNames.Heartbeat),
            static row => new HeartbeatFile(WorkspaceFile.TextOf(row.GetFieldValue<byte[]>(0)), !row.IsDBNull(1) && row.GetBoolean(1)), cancellationToken);
    }

    public static HeartbeatFile Of(WorkspaceFile file) => new(file.Text, file.Author is { Kind: "template" });
}
