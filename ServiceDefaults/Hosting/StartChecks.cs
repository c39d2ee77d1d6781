using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>
/// Finds what is wrong with the configuration ahead of the host, which would log it with its stack trace, or without
/// the name of the setting.
/// </summary>
internal static class StartChecks
{
    /// <summary>Binds and validates all options that ask for it (<c>ValidateOnStart</c>); names everything that is wrong.</summary>
    public static void Options(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (AggregateException several)
        {
            throw new StartupException(string.Join(' ', several.Flatten().InnerExceptions.Select(static failure => failure.Message)), several);
        }
        catch (InvalidOperationException unbound)
        {
            // A value that is no number, no time span, …: the message names the key.
            throw new StartupException(unbound.Message, unbound);
        }
    }

    /// <summary>Log levels: a wrong one would end the start with a message that names no key.</summary>
    public static void LogLevels(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(value)
                && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
            {
                throw new StartupException($"{key} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }
    }

    /// <summary>The addresses to listen on.</summary>
    public static void Addresses(IConfiguration configuration)
    {
        foreach (var address in configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!IsAddress(address))
            {
                throw new StartupException($"urls (ASPNETCORE_URLS, --urls) is not a list of addresses to listen on: {address}");
            }
        }
    }

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
