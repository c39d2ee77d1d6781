using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Services.Reports.Printing;

/// <summary>Registers what prints reports.</summary>
internal static class PrintingExtensions
{
    /// <summary>Adds <see cref="PrintedReports"/>; section <c>Reports:Pdf</c>.</summary>
    public static void AddPrinting(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PrinterOptions, PrinterOptionsValidator>("Reports:Pdf");
        builder.Services.AddSingleton<InstalledFiles>();
        builder.Services.AddSingleton<PrintBrowser>();
        builder.Services.AddSingleton<IPagePrinter>(static services => services.GetRequiredService<PrintBrowser>());
        builder.Services.AddSingleton<PrintQueue>();
        builder.Services.AddSingleton<PrintedReports>();
    }
}
