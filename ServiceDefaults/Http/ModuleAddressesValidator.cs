using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Stops the start where a module has no address, or something that is none: service discovery would take the module's name
/// for a host's, and fail at the first call with a message that names no key.
/// </summary>
internal sealed class ModuleAddressesValidator(IConfiguration configuration) : IValidateOptions<ModuleAddresses>
{
    public ValidateOptionsResult Validate(string? name, ModuleAddresses options)
    {
        var failures = options.Modules.SelectMany(Failures).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(string module)
    {
        var addresses = new[] { "http", "https" }
            .SelectMany(scheme => configuration.GetSection($"services:{module}:{scheme}").GetChildren()).ToList();
        return addresses.Count == 0
            ? [$"No address of the module {module}: set services:{module}:http:0 (services__{module}__http__0)."]
            : addresses.Where(static address => !IsServer(address.Value))
                .Select(static address => $"{address.Path} is not an absolute URL of a server, such as http://localhost:5000: {address.Value}");
    }

    // Without a path: the proxy would drop it.
    private static bool IsServer(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.PathAndQuery == "/";
}
