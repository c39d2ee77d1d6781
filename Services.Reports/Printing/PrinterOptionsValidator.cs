using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Printing;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class PrinterOptionsValidator : IValidateOptions<PrinterOptions>
{
    public ValidateOptionsResult Validate(string? name, PrinterOptions options)
    {
        var errors = new List<string>();
        Require(options.Parallelism is >= 1 and <= 8, "Parallelism must be from 1 to 8");
        Require(options.Queue is >= 0 and <= 256, "Queue must be from 0 to 256");
        Require(options.MostOfTenant is >= 1 and <= 264, "MostOfTenant must be from 1 to 264");
        Require(options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(2), "Timeout must be from 00:00:01 to 00:02:00");
        Require(options.PagesPerBrowser is >= 1 and <= 10_000, "PagesPerBrowser must be from 1 to 10000");
        Require(options.KeptMegabytes is >= 0 and <= 4_096, "KeptMegabytes must be from 0 to 4096");
        Require(options.KeptFor >= TimeSpan.Zero && options.KeptFor <= TimeSpan.FromDays(1), "KeptFor must be from 00:00:00 to 1.00:00:00");
        Require(IsThere(options.Browser), $"Browser names no file: {options.Browser}");
        Require(IsThere(options.Font), $"Font names no file: {options.Font}");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add($"Reports:Pdf:{error}");
            }
        }
    }

    private static bool IsThere(string? path) => string.IsNullOrEmpty(path) || File.Exists(path);
}
