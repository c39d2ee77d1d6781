using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Printing;

/// <summary>Prints a few pages at a time, in the turns of their tenants; of those that wait there is a bound, of each tenant a lower one, and each has its time.</summary>
internal sealed class PrintQueue(IPagePrinter printer, IOptions<PrinterOptions> options, ReportsTelemetry telemetry, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly PrintTurns _turns = new(options.Value.Parallelism);
    private readonly Dictionary<string, int> _ofTenants = new(StringComparer.Ordinal);
    private readonly int _most = options.Value.Parallelism + options.Value.Queue;
    private int _here;

    /// <summary>What whoever finds no room is refused with.</summary>
    public static Refusal Full { get; } = Refusals.Unavailable("PDF_QUEUE_FULL", "Too many reports are being printed at the moment; try again shortly.");

    /// <summary>What whoever has waited too long is refused with.</summary>
    public static Refusal TooSlow { get; } = Refusals.Unavailable("PDF_TIMEOUT", "The report could not be printed in time; try again shortly, or take another form.");

    /// <summary>What is refused where the browser fails at it.</summary>
    public static Refusal Failed { get; } = Refusals.Unavailable("PDF_FAILED", "The report could not be printed; try again shortly, or take another form.");

    /// <summary>The page as a PDF.</summary>
    /// <param name="tenantId">Whose page it is.</param>
    /// <param name="html">The page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusalException">There is no room, or it took too long.</exception>
    public async Task<byte[]> PrintAsync(string tenantId, string html, CancellationToken cancellationToken)
    {
        if (!TryEnter(tenantId))
        {
            telemetry.Printed(tenantId, "refused", null);
            throw new RefusalException(Full);
        }

        var since = time.GetTimestamp();
        var outcome = "cancelled";
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _turns.TakeAsync(tenantId, either.Token);
            try
            {
                var pdf = await printer.PrintAsync(html, either.Token);
                outcome = "printed";
                return pdf;
            }
            finally
            {
                _turns.Return();
            }
        }
        catch (PrintFailedException)
        {
            outcome = "failed";
            throw new RefusalException(Failed);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            outcome = "timeout";
            throw new RefusalException(TooSlow);
        }
        finally
        {
            Leave(tenantId);
            telemetry.Printed(tenantId, outcome, time.GetElapsedTime(since));
        }
    }

    private bool TryEnter(string tenantId)
    {
        lock (_gate)
        {
            var ofTenant = _ofTenants.GetValueOrDefault(tenantId);
            if (_here >= _most || ofTenant >= options.Value.MostOfTenant)
            {
                return false;
            }

            _ofTenants[tenantId] = ofTenant + 1;
            _here++;
        }

        telemetry.Printing(1);
        return true;
    }

    private void Leave(string tenantId)
    {
        telemetry.Printing(-1);
        lock (_gate)
        {
            _here--;
            if (_ofTenants[tenantId] == 1)
            {
                _ofTenants.Remove(tenantId);
            }
            else
            {
                _ofTenants[tenantId]--;
            }
        }
    }
}
