using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.ActivityTimeout >= TimeSpan.FromSeconds(1) && options.ActivityTimeout <= TimeSpan.FromHours(1)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Proxy:ActivityTimeout must be between 1 second and 1 hour.");
}
