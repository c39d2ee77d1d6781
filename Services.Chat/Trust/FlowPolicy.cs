using static Nanobot.Services.Chat.Trust.FlowRule;

namespace Nanobot.Services.Chat.Trust;

/// <summary>
/// Which text may flow where: one table for all tenants, by sink and label. It is decided by what a turn has read and where a call writes, never by
/// what either says, so that equal turns are decided alike. Policies of tenants (<c>tool:…</c> with <c>turn.labels</c>) only narrow it.
/// </summary>
internal static class FlowPolicy
{
    // A row for each sink; its columns are the labels in their order: user, workspace, tool, web, other.
    private static readonly (FlowSink Sink, FlowRule[] Rules)[] Table =
    [
        (FlowSink.None, [Allow, Allow, Allow, Allow, Allow]),
        (FlowSink.Workspace, [Allow, Allow, Allow, Allow, Allow]),
        (FlowSink.Report, [Allow, Allow, Allow, Allow, Allow]),
        (FlowSink.Memory, [Allow, Approval, Approval, Approval, Approval]),
        (FlowSink.Schedule, [Allow, Approval, Approval, Approval, Approval]),
        (FlowSink.Configuration, [Allow, Approval, Approval, Approval, Approval]),
        (FlowSink.Steering, [Approval, Approval, Approval, Approval, Approval]),
        (FlowSink.Notice, [Allow, Allow, Allow, Approval, Approval]),
        (FlowSink.Channel, [Allow, Approval, Approval, Approval, Refuse]),
    ];

    /// <summary>All sinks.</summary>
    public static IReadOnlyList<FlowSink> Sinks { get; } = [.. Table.Select(static row => row.Sink)];

    /// <summary>What becomes of a call that writes to <paramref name="sink"/> in a turn that has read text of these <paramref name="labels"/>.</summary>
    public static FlowDecision Decide(FlowSink sink, TextLabels labels)
    {
        // Whatever a turn holds, the user has spoken in it.
        var read = labels | TextLabels.User;
        var rules = Array.Find(Table, row => row.Sink == sink).Rules
            ?? throw new ArgumentOutOfRangeException(nameof(sink), sink, "The table has no row for this sink.");
        var matching = LabelSet.Each.Select((label, column) => (Label: label, Rule: rules[column])).Where(entry => read.HasFlag(entry.Label)).ToList();
        var strictest = matching.Max(static entry => entry.Rule);
        return new FlowDecision(strictest, sink, matching.Where(entry => entry.Rule == strictest).Aggregate(TextLabels.None, static (all, entry) => all | entry.Label));
    }

    /// <summary>What a sink is called at every door.</summary>
    public static string NameOf(FlowSink sink) => sink.ToString().ToLowerInvariant();
}
