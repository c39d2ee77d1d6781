using System.Threading.Channels;
using Nanobot.Platform.Core.Work;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Work;

/// <summary>Each step tells that it runs and waits until it is told what comes of it, so that no test has to guess.</summary>
public sealed class WorkerLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    private readonly WatchedTime _time = new();
    private readonly LogLines _log = new();
    private readonly WakeSignal<WorkerLoopTests> _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<TaskCompletionSource<Next>> _steps = Channel.CreateUnbounded<TaskCompletionSource<Next>>();
    private Task _running = Task.CompletedTask;
    private int _timersBefore;

    [Fact]
    public async Task A_step_that_has_more_to_do_runs_again_at_once()
    {
        Start();

        (await StepAsync()).SetResult(Next.AtOnce);
        (await StepAsync()).SetResult(Next.AtOnce);

        await StepAsync();
    }

    [Fact]
    public async Task A_signal_ends_the_wait_for_it_and_so_does_its_time()
    {
        Start();
        (await StepAsync()).SetResult(Next.OnSignal(_signal, Poll));
        await ExpectNoStepBeforeAsync(Poll);

        _signal.Raise();
        (await StepAsync()).SetResult(Next.OnSignal(_signal, Poll));

        await StepAfterAsync(Poll);
    }

    [Fact]
    public async Task What_is_signalled_during_a_pause_is_one_step_after_it()
    {
        var pause = TimeSpan.FromSeconds(2);
        Start();
        (await StepAsync()).SetResult(Next.OnSignal(_signal, Poll, pause));
        _signal.Raise();
        _signal.Raise();
        await ExpectNoStepBeforeAsync(pause);

        (await StepAfterAsync(pause)).SetResult(Next.OnSignal(_signal, Poll));
        await ExpectNoStepBeforeAsync(Poll);
    }

    [Fact]
    public async Task A_pause_is_not_shortened_by_a_signal()
    {
        Start();
        (await StepAsync()).SetResult(Next.After(Poll));
        _signal.Raise();

        await ExpectNoStepBeforeAsync(Poll);
        await ExpectSignalIsKeptAsync(await StepAfterAsync(Poll));
    }

    [Fact]
    public async Task Whatever_a_step_throws_the_loop_lives_and_tells_it_in_one_line()
    {
        Start();
        foreach (var exception in new Exception[] { new InvalidOperationException(), new OperationCanceledException(), new TimeoutException() })
        {
            (await StepAsync()).SetException(exception);
            await StepAfterAsync(Longest, take: false);
        }

        Assert.False(_running.IsCompleted);
        Assert.Equal(3, _log.Lines.Count);
        Assert.All(_log.Lines.Index(), line => Assert.StartsWith($"The test failed ({line.Index + 1} in a row); the next try is in ", line.Item, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_goes_on_is_told_with_its_stack_once()
    {
        Start();
        foreach (var exception in new Exception[] { new TimeoutException("first"), new TimeoutException("second"), new InvalidOperationException("third"), new TimeoutException("fourth") })
        {
            (await StepAsync()).SetException(exception);
            await StepAfterAsync(Longest, take: false);
        }

        Assert.Equal([true, false, true, true], _log.Lines.Select(static line => !line.Contains("still for this: ", StringComparison.Ordinal)));
        Assert.StartsWith("The test failed (2 in a row), still for this: second; the next try is in ", _log.Lines.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_does_not_shorten_the_wait_after_a_failure()
    {
        Start();
        (await StepAsync()).SetException(new InvalidOperationException());
        _signal.Raise();

        // At least half of the first pause, whatever the jitter.
        await ExpectNoStepBeforeAsync(First / 2);
        await ExpectSignalIsKeptAsync(await StepAfterAsync(First));
    }

    [Fact]
    public async Task The_waits_grow_up_to_the_limit_and_begin_anew_after_a_success()
    {
        Start();
        for (var i = 0; i < 10; i++)
        {
            (await StepAsync()).SetException(new InvalidOperationException());
            await StepAfterAsync(Longest, take: false);
        }

        (await StepAsync()).SetException(new InvalidOperationException());
        await ExpectNoStepBeforeAsync(Longest / 2);
        (await StepAfterAsync(Longest)).SetResult(Next.AtOnce);
        (await StepAsync()).SetException(new InvalidOperationException());

        await StepAfterAsync(First);
    }

    [Fact]
    public async Task The_first_step_waits_where_that_is_asked_for()
    {
        Start(Next.After(Poll));

        await ExpectNoStepBeforeAsync(Poll);
        await StepAfterAsync(Poll);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_ends_the_wait_for_a_signal_and_after_a_failure(bool failed)
    {
        Start();
        var step = await StepAsync();
        if (failed)
        {
            step.SetException(new InvalidOperationException());
        }
        else
        {
            step.SetResult(Next.OnSignal(_signal, Poll));
        }

        await _stopping.CancelAsync();

        await _running.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task What_a_step_throws_while_the_stop_is_asked_for_is_no_failure()
    {
        Start();
        var step = await StepAsync();

        await _stopping.CancelAsync();
        Assert.False(_running.IsCompleted);
        step.SetException(new ObjectDisposedException("connection"));

        await _running.WaitAsync(Eventually.Deadline);
        Assert.Empty(_log.Lines);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        while (_steps.Reader.TryRead(out var step))
        {
            step.TrySetResult(Next.AtOnce);
        }

        _stopping.Dispose();
    }

    private void Start(Next first = default) =>
        _running = new WorkerLoop("The test", First, Longest, new Backoff(new Random(1)), _time, _log).RunAsync(async _ =>
        {
            _timersBefore = _time.Timers;
            var step = new TaskCompletionSource<Next>(TaskCreationOptions.RunContinuationsAsynchronously);
            _steps.Writer.TryWrite(step);
            return await step.Task;
        }, _stopping.Token, first);

    private async Task<TaskCompletionSource<Next>> StepAsync() => await _steps.Reader.ReadAsync().AsTask().WaitAsync(Eventually.Deadline);

    /// <summary>The next step, within <paramref name="atMost"/> of the clock from the moment that the loop waits.</summary>
    private async Task<TaskCompletionSource<Next>> StepAfterAsync(TimeSpan atMost, bool take = true)
    {
        await WaitingAsync();
        _time.Advance(atMost);
        if (take)
        {
            return await StepAsync();
        }

        await _steps.Reader.WaitToReadAsync().AsTask().WaitAsync(Eventually.Deadline);
        return null!;
    }

    /// <summary>The step that waits for the signal now goes on at once: nothing has taken the signal before.</summary>
    private async Task ExpectSignalIsKeptAsync(TaskCompletionSource<Next> step)
    {
        step.SetResult(Next.OnSignal(_signal, Poll));
        await StepAsync();
    }

    // Only then does it help to advance the clock.
    private Task WaitingAsync() => Eventually.TrueAsync(() => Task.FromResult(_time.Timers > Volatile.Read(ref _timersBefore)));

    private async Task ExpectNoStepBeforeAsync(TimeSpan moment)
    {
        await WaitingAsync();
        _time.Advance(moment - TimeSpan.FromMilliseconds(1));
        Assert.False(_steps.Reader.TryPeek(out _));
    }
}
