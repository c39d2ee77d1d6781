using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Printing;

/// <summary>
/// Reports as PDF. What was printed is kept for a while, in this process' memory and within bounds, by tenant, user, report and what the page says: who asks again is answered with the same
/// octets, and nobody with those of another.
/// </summary>
internal sealed class PrintedReports : IDisposable
{
    private readonly PrintQueue _queue;
    private readonly PrinterOptions _options;
    private readonly MemoryCache _kept;
    private readonly SingleFlight<PrintKey, byte[]> _flights;
    private readonly string? _maker;

    public PrintedReports(InstalledFiles files, PrintQueue queue, IOptions<PrinterOptions> options, TimeProvider time)
    {
        (_queue, _options) = (queue, options.Value);
        _kept = new MemoryCache(new MemoryCacheOptions { SizeLimit = Math.Max(1, _options.KeptMegabytes * 1024L * 1024L) });
        // The queue has a deadline of its own, and says more.
        _flights = new SingleFlight<PrintKey, byte[]>(2 * _options.Timeout, time);
        _maker = files.Browser is { } browser ? InstalledFiles.VersionOf(browser) : null;
    }

    /// <summary>Whether there is anything to print with.</summary>
    public bool CanPrint => _maker is not null;

    /// <summary>Over all that decides what a PDF is: what it says, and what makes it.</summary>
    public byte[] HashOf(string html) => SHA256.HashData(Encoding.UTF8.GetBytes($"{_maker}\n{html}"));

    /// <summary>The report as a PDF.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="reportId">Which one.</param>
    /// <param name="html">Its page.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<byte[]> PrintAsync(TenantContext context, Guid reportId, string html, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = new PrintKey(context.RequiredTenantId, context.RequiredUserId, reportId, Convert.ToHexString(HashOf(html)));
        if (_kept.TryGetValue<byte[]>(key, out var kept))
        {
            return kept!;
        }

        return await _flights.RunAsync(key, async token =>
        {
            var pdf = PdfDates.Set(await _queue.PrintAsync(html, token), at);
            if (_options.KeptFor > TimeSpan.Zero)
            {
                _kept.Set(key, pdf, new MemoryCacheEntryOptions { Size = pdf.Length, AbsoluteExpirationRelativeToNow = _options.KeptFor });
            }

            return pdf;
        }, cancellationToken);
    }

    public void Dispose() => _kept.Dispose();
}
