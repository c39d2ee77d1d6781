using Microsoft.Extensions.Options;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class HostingOptionsValidator : IValidateOptions<HostingOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, HostingOptions options) =>
        options.ShutdownTimeout >= Shortest && options.ShutdownTimeout <= Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Hosting:ShutdownTimeout must be from 00:00:01 to 00:10:00");
}
