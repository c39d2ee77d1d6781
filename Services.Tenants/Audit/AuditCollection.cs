using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.RollCalls;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>
/// Has every gateway tell what it holds before the audit is read, so that a reader finds what was answered before it asked. One call serves all who
/// came before it began. A gateway that is silent is waited for once; until it speaks again readers are told up to when everything is there.
/// </summary>
internal sealed class AuditCollection(RollCall gateways, IOptions<AuditOptions> options, TimeProvider time)
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task? _running;
    private Task? _next;
    private DateTimeOffset? _completeUntil;
    private (int Heard, DateTimeOffset At) _most;
    private DateTimeOffset _silentUntil;

    /// <summary>Collects, and says until when all that gateways had to tell is there; null where that is not known.</summary>
    public async Task<DateTimeOffset?> CollectAsync(CancellationToken cancellationToken)
    {
        Task mine;
        lock (_gate)
        {
            // One that runs already may have passed a gateway before this reader came.
            mine = _running is { IsCompleted: false } running ? _next ??= AfterAsync(running) : _running = RunAsync();
        }

        await mine.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return _completeUntil;
        }
    }

    private async Task AfterAsync(Task running)
    {
        await running;
        Task mine;
        lock (_gate)
        {
            (_running, _next) = (RunAsync(), null);
            mine = _running;
        }

        await mine;
    }

    private async Task RunAsync()
    {
        // Out of the lock first.
        await Task.Yield();
        var asked = time.GetUtcNow();
        var outcome = await gateways.CallAsync(asked < _silentUntil && ShortWait < options.Value.TellTimeout ? ShortWait : options.Value.TellTimeout, CancellationToken.None);
        lock (_gate)
        {
            if (outcome.HasSilent)
            {
                _silentUntil = asked + SilentFor;
            }

            // Fewer than there were: they have ended, or their connections are being made anew.
            var heard = outcome.Heard ?? 0;
            var hasFewer = heard < _most.Heard && asked - _most.At < ForgetAfter;
            if (!hasFewer)
            {
                _most = (heard, asked);
            }

            if (outcome.IsWhole && !hasFewer)
            {
                _completeUntil = asked;
            }
        }
    }
}
