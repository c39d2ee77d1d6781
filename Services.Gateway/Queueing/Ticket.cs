namespace Nanobot.Services.Gateway.Queueing;

/// <summary>A call that waits for a slot.</summary>
/// <param name="flow">Whose turn it is: the user, or who else calls.</param>
/// <param name="cost">What it is taken to cost, in tokens.</param>
/// <param name="number">Later ones have higher numbers.</param>
/// <param name="since">When it came.</param>
/// <param name="until">Until when it waits.</param>
internal sealed class Ticket(string flow, long cost, long number, DateTimeOffset since, DateTimeOffset until)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Flow { get; } = flow;

    public long Cost { get; } = cost;

    public long Number { get; } = number;

    public DateTimeOffset Since { get; } = since;

    public DateTimeOffset Until { get; } = until;

    /// <summary>True once it is its turn and a slot is its own; false when its time is over.</summary>
    public Task<bool> Task => _answer.Task;

    /// <summary>False where it is not waited for any more.</summary>
    public bool TryAnswer(bool hasSlot) => _answer.TrySetResult(hasSlot);
}
