using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

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
    private readonly string? _font;
    private readonly string? _maker;

    public PrintedReports(InstalledFiles files, PrintQueue queue, IOptions<PrinterOptions> options, TimeProvider time)
    {
        (_queue, _options) = (queue, options.Value);
        _kept = new MemoryCache(new MemoryCacheOptions { SizeLimit = Math.Max(1, _options.KeptMegabytes * 1024L * 1024L) });
        // The queue has a deadline of its own, and says more.
        _flights = new SingleFlight<PrintKey, byte[]>(2 * _options.Timeout, time);
        _font = files.Browser is null ? files.Font : null;
        _maker = (files.Browser ?? files.Font) is { } maker ? InstalledFiles.VersionOf(maker) : null;
    }

    /// <summary>Whether there is anything to print with.</summary>
    public bool CanPrint => _maker is not null;

    /// <summary>Whether the same page is always the same octets, so that parts of it fit together whoever made them.</summary>
    public bool IsExact => _font is null;

    /// <summary>Over all that decides what a PDF is: what it says, and what makes it.</summary>
    public byte[] HashOf(string html) => SHA256.HashData(Encoding.UTF8.GetBytes($"{_maker}\n{html}"));

    /// <summary>The report as a PDF.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="reportId">Which one.</param>
    /// <param name="page">Its page.</param>
    /// <param name="markdown">What it says, which is all that there is of it without a browser.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<byte[]> PrintAsync(TenantContext context, Guid reportId, string page, string markdown, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = new PrintKey(context.RequiredTenantId, context.RequiredUserId, reportId, Convert.ToHexString(HashOf(page)));
        if (_kept.TryGetValue<byte[]>(key, out var kept))
        {
            return kept!;
        }

        return await _flights.RunAsync(key, async token =>
        {
            var pdf = _font is not null ? PlainPdf.Write(PlainReport.Render(markdown), _font, ReportLanguage.Of([markdown]).Code, at) : PdfDates.Set(await _queue.PrintAsync(key.TenantId, page, token), at);
            if (_options.KeptFor > TimeSpan.Zero)
            {
                _kept.Set(key, pdf, new MemoryCacheEntryOptions { Size = pdf.Length, AbsoluteExpirationRelativeToNow = _options.KeptFor });
            }

            return pdf;
        }, cancellationToken);
    }

    public void Dispose() => _kept.Dispose();
}
