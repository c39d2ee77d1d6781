namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>By when one call of the model's server has to be over, all its attempts included.</summary>
internal sealed class CallDeadline(TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new(timeout, time);
    private readonly long _started = time.GetTimestamp();

    public CancellationToken Token => _source.Token;

    public TimeSpan Left => timeout - time.GetElapsedTime(_started);

    public void Dispose() => _source.Dispose();
}
