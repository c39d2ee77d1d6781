namespace Nanobot.Platform.Limits.Calls;

/// <summary>Those who are asked for together.</summary>
/// <param name="Allowed">Of how much, as the last of them says.</param>
/// <param name="Need">How many wait for one.</param>
/// <param name="Lookers">Who only wants to know how much there is.</param>
/// <param name="Peekers">Who wants to know whether there is one.</param>
internal readonly record struct LeaseRound(Allowed Allowed, int Need, TaskCompletionSource<Taken>[] Lookers, TaskCompletionSource<Taken>[] Peekers);
