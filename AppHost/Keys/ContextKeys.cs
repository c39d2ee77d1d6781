using System.Security.Cryptography;

namespace Nanobot.AppHost.Keys;

/// <summary>
/// The keys by which the modules tell each other who acts: each gets its own private key, and the public halves of all. A
/// deployment is given both halves (<c>chat-context-key</c>, <c>chat-context-public-key</c>); a suite that runs here makes
/// the private ones and works out the others.
/// </summary>
internal sealed class ContextKeys
{
    private static readonly string[] Modules = ["gateway", "tenants", "chat", "reports", "scheduler"];
    private readonly Dictionary<string, IResourceBuilder<ParameterResource>> _own = [];
    private readonly Dictionary<string, IResourceBuilder<ParameterResource>> _published = [];

    /// <param name="builder">Gets the parameters.</param>
    /// <param name="isEphemeral">Whether the keys are new at each start, instead of kept in the developer's user secrets.</param>
    public ContextKeys(IDistributedApplicationBuilder builder, bool isEphemeral)
    {
        foreach (var module in Modules)
        {
            var name = $"{module}-context-key";
            if (builder.ExecutionContext.IsPublishMode)
            {
                _own[module] = builder.AddParameter(name, secret: true);
                _published[module] = builder.AddParameter($"{module}-context-public-key");
            }
            else
            {
                _own[module] = builder.AddParameter(name, new ContextKeyDefault(), secret: true, persist: !isEphemeral);
            }
        }
    }

    /// <summary>Gives <paramref name="module"/> its own key and everybody's public ones.</summary>
    public IResourceBuilder<ProjectResource> Give(IResourceBuilder<ProjectResource> module)
    {
        var name = module.Resource.Name;
        module.WithEnvironment("Tenancy__SigningKeys__0", $"{IdOf(name)}:{_own[name]}");
        return module.WithEnvironment(async context =>
        {
            for (var i = 0; i < Modules.Length; i++)
            {
                var (id, issuer) = (IdOf(Modules[i]), Modules[i]);
                context.EnvironmentVariables[$"Tenancy__TrustedKeys__{i}"] = _published.TryGetValue(issuer, out var published)
                    ? ReferenceExpression.Create($"{id}:{issuer}:{published}")
                    : $"{id}:{issuer}:{PublicHalf(await _own[issuer].Resource.GetValueAsync(context.CancellationToken))}";
            }
        });
    }

    private static string IdOf(string module) => $"{module}-1";

    private static string PublicHalf(string? privateKey)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey!), out _);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}
