namespace Nanobot.Platform.Core.Work;

/// <summary>What a step of a <see cref="WorkerLoop"/> says comes next.</summary>
public readonly record struct Next
{
    private readonly TimeSpan _wait;
    private readonly IWakeSignal? _signal;

    private Next(TimeSpan wait, IWakeSignal? signal) => (_wait, _signal) = (wait, signal);

    /// <summary>There is more to do: the step again at once.</summary>
    public static Next AtOnce => default;

    /// <summary>The step again after a pause that nothing shortens.</summary>
    public static Next After(TimeSpan pause) => new(pause, null);

    /// <summary>The step again at the signal, and at the latest after <paramref name="atMost"/>.</summary>
    public static Next OnSignal(IWakeSignal signal, TimeSpan atMost) => new(atMost, signal);

    internal Task WaitAsync(TimeProvider time, CancellationToken cancellationToken) =>
        _signal is not null ? _signal.WaitAsync(_wait, time, cancellationToken)
            : _wait > TimeSpan.Zero ? Task.Delay(_wait, time, cancellationToken) : Task.CompletedTask;
}
