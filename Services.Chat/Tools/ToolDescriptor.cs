using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools;

/// <summary>All that is known of a tool without calling it; made once.</summary>
/// <param name="Declaration">Name, description and arguments, as the model is told of them.</param>
/// <param name="Scope">The state that it touches.</param>
/// <param name="Access">Whether it reads that state or has an effect on it.</param>
/// <param name="Cost">What a call costs.</param>
/// <param name="Offline">By which words the offline model knows it.</param>
internal sealed record ToolDescriptor(
    ToolDeclaration Declaration, ToolScope Scope, ToolAccess Access, CostClass Cost, OfflineToolSkill Offline)
{
    /// <summary>Where the text of its results may have come from, beside what a result says of itself. What reads returns text of others, unless it says otherwise.</summary>
    public TextLabels Carries { get; init; } = Access == ToolAccess.Read ? TextLabels.Tool : TextLabels.None;

    /// <summary>Where its calls let text flow to, beside the files that they change.</summary>
    public FlowSink Sink { get; init; } = Access == ToolAccess.Read ? FlowSink.None : Scope switch
    {
        ToolScope.Workspace => FlowSink.Workspace,
        ToolScope.Reports => FlowSink.Report,
        ToolScope.Schedules => FlowSink.Schedule,
        _ => FlowSink.Configuration,
    };

    /// <summary>The files that a call with these arguments would change. None by default.</summary>
    public Func<ToolArguments, IReadOnlyList<FileChange>> Changes { get; init; } = static _ => [];

    /// <summary>
    /// Whether a call may be made again where nobody knows whether it was made: a second one has no further effect.
    /// By default only what reads is so.
    /// </summary>
    public bool IsIdempotent { get; init; } = Access == ToolAccess.Read;

    /// <summary>Its deadline where that is another than all tools have; null by default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the installation has what it works with; else no model is told of it. By default it has.</summary>
    public Func<IServiceProvider, bool> IsOffered { get; init; } = static _ => true;

    /// <summary>What a call with these arguments tells others, an address that it asks for example; null where it tells them nothing. Nothing by default.</summary>
    public Func<ToolArguments, string?> Sends { get; init; } = static _ => null;

    /// <summary>What becomes of a call in a turn that has read what this one has: of all that it writes to and sends the strictest.</summary>
    public FlowDecision Decide(ToolInvocation invocation)
    {
        var arguments = invocation.Arguments.Unread();
        var channel = Sends(arguments) is { } sent && !invocation.IsShown(sent) ? FlowSink.Channel : Sink;
        return Changes(arguments).Select(static change => change.Sink).Append(channel)
            .Select(sink => FlowPolicy.Decide(sink, invocation.Labels)).MaxBy(static decision => decision.Rule);
    }
}
