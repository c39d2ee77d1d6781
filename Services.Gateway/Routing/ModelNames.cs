using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Names of models may have slashes, and some of OpenAI's clients escape them in <c>GET /v1/models/{model}</c>. There, and nowhere else, an escaped slash is the slash that
/// it stands for, from the first look at the path on: so guards, routes and the module read one and the same path.
/// </summary>
internal static class ModelNames
{
    private const string Escaped = "%2F";
    private static readonly string Root = Operations.Chat.GetModel.Path[..Operations.Chat.GetModel.Path.IndexOf('{', StringComparison.Ordinal)];

    /// <summary>The target as it is to be read; the request's path becomes the same.</summary>
    public static string Unescape(HttpRequest request, string target)
    {
        if (request.Path.Value is not { } path || !path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) || !path.Contains(Escaped, StringComparison.OrdinalIgnoreCase))
        {
            return target;
        }

        request.Path = path.Replace(Escaped, "/", StringComparison.OrdinalIgnoreCase);
        return target.Replace(Escaped, "/", StringComparison.OrdinalIgnoreCase);
    }
}
