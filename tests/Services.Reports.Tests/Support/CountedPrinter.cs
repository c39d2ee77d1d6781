using Nanobot.Services.Reports.Printing;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>Prints as another does, and counts; a test may do it in its place.</summary>
internal sealed class CountedPrinter(IPagePrinter printer) : IPagePrinter
{
    private int _printed;

    public int Printed => _printed;

    public Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _printed);
        return printer.PrintAsync(html, cancellationToken);
    }
}
