namespace Nanobot.Services.Chat.Trust;

/// <summary>What the table says of a call.</summary>
/// <param name="Rule">What becomes of it.</param>
/// <param name="Sink">Where its text would flow to.</param>
/// <param name="Because">The labels for which it is so; all of them where it may be.</param>
internal readonly record struct FlowDecision(FlowRule Rule, FlowSink Sink, TextLabels Because)
{
    /// <summary>The sink's name.</summary>
    public string SinkName => FlowPolicy.NameOf(Sink);

    /// <summary>The same in words: <c>web tool -> memory: approval</c>.</summary>
    public override string ToString() => $"{LabelSet.Write(Because)} -> {SinkName}: {Rule.ToString().ToLowerInvariant()}";
}
