using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Reports.Printing;

/// <summary>Prints a few pages at a time; of those that wait there is a bound, and each has its time.</summary>
internal sealed class PrintQueue(IPagePrinter printer, IOptions<PrinterOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.Parallelism, options.Value.Parallelism);
    private readonly int _most = options.Value.Parallelism + options.Value.Queue;
    private int _here;

    /// <summary>What whoever finds no room is refused with.</summary>
    public static Refusal Full { get; } = Refusals.Unavailable("PDF_QUEUE_FULL", "Too many reports are being printed at the moment; try again shortly.");

    /// <summary>What whoever has waited too long is refused with.</summary>
    public static Refusal TooSlow { get; } = Refusals.Unavailable("PDF_TIMEOUT", "The report could not be printed in time; try again shortly, or take another form.");

    /// <summary>What is refused where the browser fails at it.</summary>
    public static Refusal Failed { get; } = Refusals.Unavailable("PDF_FAILED", "The report could not be printed; try again shortly, or take another form.");

    /// <summary>The page as a PDF.</summary>
    /// <exception cref="RefusalException">There is no room, or it took too long.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _here) > _most)
        {
            Interlocked.Decrement(ref _here);
            throw new RefusalException(Full);
        }

        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
            try
            {
                return await printer.PrintAsync(html, either.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (PrintFailedException)
        {
            throw new RefusalException(Failed);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new RefusalException(TooSlow);
        }
        finally
        {
            Interlocked.Decrement(ref _here);
        }
    }

    public void Dispose() => _places.Dispose();
}
