using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>One call of a tool.</summary>
/// <param name="Context">For whom: the tool acts as this user and nobody else.</param>
/// <param name="TurnId">The turn that it is called in.</param>
/// <param name="Key">Unique for the call, for services that are to do it once only.</param>
/// <param name="Labels">All that the turn had read before it came to this call.</param>
/// <param name="Arguments">What the model passed.</param>
internal sealed record ToolInvocation(TenantContext Context, Guid TurnId, string Key, TextLabels Labels, ToolArguments Arguments)
{
    /// <summary>The session of the turn; null where it is kept in none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What has the turn made: one of <see cref="WorkOrigin"/>, for policies.</summary>
    public string Origin { get; init; } = WorkOrigin.Request;

    /// <summary>Bytes of UTF-8 that the model of the turn reads at once.</summary>
    public long WindowBytes { get; init; }

    /// <summary>Whether a sub-agent calls: it speaks to no user, so nothing of it can wait for one.</summary>
    public bool IsSubAgent { get; init; }

    /// <summary>Whether the user is told in Chinese.</summary>
    public bool IsInChinese { get; init; }

    /// <summary>The revisions of the files that the user saw when the call was approved, by path; null where nobody had to approve it.</summary>
    public IReadOnlyDictionary<string, long?>? Approved { get; init; }

    /// <summary>Whether a text stands in the user's own words or in a page of the web, so that whoever sends it tells nobody anything new.</summary>
    public Func<string, bool> IsShown { get; init; } = static _ => false;

    /// <summary>
    /// Where what is written comes from. Who approves exactly these words makes them their own; otherwise it is all that the turn has read.
    /// </summary>
    public TextLabels Written => Approved is null ? Labels | TextLabels.User : TextLabels.User;

    /// <summary>What must hold of a file that is replaced or deleted.</summary>
    public WriteCondition ConditionOf(WorkspacePath path) =>
        Approved?.TryGetValue(path.Value, out var revision) is true ? WriteCondition.IsAt(revision) : WriteCondition.None;
}
