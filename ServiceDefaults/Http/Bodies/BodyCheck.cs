using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>What an endpoint asks of a body that could be read, for one that could be read in part: all that is wrong is named at once.</summary>
/// <param name="run">Adds what is wrong; changes nothing.</param>
internal sealed class BodyCheck(Action<object, HttpContext, ValidationErrors> run)
{
    public void Run(object body, HttpContext http, ValidationErrors errors) => run(body, http, errors);
}

/// <summary>Tells what an endpoint asks of its body.</summary>
public static class BodyCheckExtensions
{
    /// <summary>
    /// Has <paramref name="check"/> run where the body has members of a wrong type or name, on all its others. Where it can be
    /// read as it is, the endpoint's handler checks it, with the same rules.
    /// </summary>
    public static RouteHandlerBuilder WithBodyCheck<T>(this RouteHandlerBuilder endpoint, Action<T, HttpContext, ValidationErrors> check)
        where T : class => endpoint.WithMetadata(new BodyCheck((body, http, errors) => check((T)body, http, errors)));
}
