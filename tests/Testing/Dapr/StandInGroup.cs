namespace Nanobot.Testing.Dapr;

/// <summary>How far one app is with one topic.</summary>
internal sealed class StandInGroup(List<StandInMessage> messages)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly HashSet<int> _acknowledged = [];
    private readonly HashSet<int> _held = [];

    public bool IsSettled
    {
        get
        {
            lock (messages)
            {
                return _acknowledged.Count == messages.Count;
            }
        }
    }

    /// <summary>The oldest message that nobody holds or has acknowledged; waits for one.</summary>
    public async Task<(int Number, StandInMessage Message)> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (messages)
            {
                for (var number = 0; number < messages.Count; number++)
                {
                    if (!_acknowledged.Contains(number) && _held.Add(number))
                    {
                        return (number, messages[number]);
                    }
                }
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    public void Acknowledge(int number)
    {
        lock (messages)
        {
            _held.Remove(number);
            _acknowledged.Add(number);
        }
    }

    public void Release(int number)
    {
        lock (messages)
        {
            _held.Remove(number);
        }
    }
}
