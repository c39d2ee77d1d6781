using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Core.Configuration;

/// <summary>Registers options.</summary>
public static class OptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to the section <paramref name="section"/>; what <typeparamref name="TValidator"/>
    /// refuses ends the start with a line that names the key. Several who need the same options add them once: bound twice, a list would have each of its entries twice.
    /// </summary>
    public static void AddValidatedOptions<TOptions, TValidator>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        var known = builder.Services.Count;
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        if (builder.Services.Count == known)
        {
            return;
        }

        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}
