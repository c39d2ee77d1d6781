namespace Nanobot.Platform.Core.Work;

/// <summary>What a step of a <see cref="WorkerLoop"/> says comes next.</summary>
public readonly record struct Next
{
    private readonly TimeSpan _wait;
    private readonly TimeSpan _pause;
    private readonly IWakeSignal? _signal;

    private Next(TimeSpan wait, IWakeSignal? signal, TimeSpan pause = default) => (_wait, _signal, _pause) = (wait, signal, pause);

    /// <summary>There is more to do: the step again at once.</summary>
    public static Next AtOnce => default;

    /// <summary>The step again after a pause that nothing shortens.</summary>
    public static Next After(TimeSpan pause) => new(pause, null);

    /// <summary>The step again at the signal, and at the latest after <paramref name="atMost"/>.</summary>
    public static Next OnSignal(IWakeSignal signal, TimeSpan atMost) => new(atMost, signal);

    /// <summary>As <see cref="OnSignal(IWakeSignal, TimeSpan)"/>, but not before <paramref name="pause"/>: what is signalled until then is done in one step.</summary>
    public static Next OnSignal(IWakeSignal signal, TimeSpan atMost, TimeSpan pause) => new(atMost, signal, pause);

    internal async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        if (_pause > TimeSpan.Zero)
        {
            await Task.Delay(_pause, time, cancellationToken);
        }

        if (_signal is not null)
        {
            await _signal.WaitAsync(_wait, time, cancellationToken);
        }
        else if (_wait > TimeSpan.Zero)
        {
            await Task.Delay(_wait, time, cancellationToken);
        }
    }
}
