using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http.Replicas;
using Polly;
using Polly.Timeout;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Typed clients of other modules: found by name, in the caller's tenant context, with deadlines and bounded retries.</summary>
public static class ModuleClientExtensions
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds <typeparamref name="TClient"/> with an HttpClient for the module <paramref name="module"/>, which signs the current
    /// context onto each call. A call has 30 seconds, to the last byte of its answer; only safe ones are repeated: twice, with
    /// exponential waits and jitter, each attempt with 10 seconds; any goes to another replica where no connection is made to one. What fails then is a <see cref="ModuleUnavailableException"/>.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="module">The module's resource name, for example <c>tenants</c>.</param>
    public static void AddModuleClient<TClient>(this IHostApplicationBuilder builder, string module)
        where TClient : class =>
        builder.AddModuleClient<TClient, TClient>(module);

    /// <summary>As <see cref="AddModuleClient{TClient}"/>, with <typeparamref name="TImplementation"/> behind the interface <typeparamref name="TClient"/>.</summary>
    public static void AddModuleClient<TClient, TImplementation>(this IHostApplicationBuilder builder, string module)
        where TClient : class
        where TImplementation : class, TClient
    {
        builder.AddModuleAddress(module);
        var client = builder.Services.AddHttpClient<TClient, TImplementation>(typeof(TImplementation).Name, client =>
        {
            client.BaseAddress = ModuleAddresses.Of(module);
            client.Timeout = Timeout.InfiniteTimeSpan;
        });
        client.AddHttpMessageHandler(services => new ModuleFailureHandler(module, services.GetRequiredService<ILogger<ModuleFailureHandler>>()));
        client.AddStandardResilienceHandler(Configure);
        client.AddHttpMessageHandler(services => new TenantContextPropagationHandler(services.GetRequiredService<TenantContextCodec>(), module));
        client.AddHttpMessageHandler(static () => new WholeAnswerHandler());
        client.AddReplicas();
        // Modules are neighbours: no proxy of the environment is between them, and a signed context goes only where it was sent.
        client.UseSocketsHttpHandler(static (handler, _) => (handler.UseProxy, handler.AllowAutoRedirect) = (false, false));
    }

    /// <summary>
    /// Adds service discovery for the module <paramref name="module"/> (keys <c>services:{module}:http:0</c>, or <c>https</c>); without
    /// a usable address the start ends with a line that names the key.
    /// </summary>
    public static void AddModuleAddress(this IHostApplicationBuilder builder, string module)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.AddSingleton(new CalledModule(module));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModuleAddresses>, ModuleAddressesValidator>());
        builder.Services.AddOptions<ModuleAddresses>().Configure(addresses => addresses.Modules.Add(module)).ValidateOnStart();
    }

    private static void Configure(HttpStandardResilienceOptions options)
    {
        var transient = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(static response => (int)response.StatusCode is 502 or 503 or 504);
        options.TotalRequestTimeout.Timeout = TotalTimeout;
        options.Retry.ShouldHandle = transient;
        options.Retry.DisableForUnsafeHttpMethods();
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        // What a module asks its clients to wait is longer than a caller here has.
        options.Retry.ShouldRetryAfterHeader = false;
        options.CircuitBreaker.ShouldHandle = transient;
        options.CircuitBreaker.MinimumThroughput = 20;
        options.CircuitBreaker.FailureRatio = 0.5;
        options.CircuitBreaker.SamplingDuration = 2 * AttemptTimeout;
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(2);
        options.AttemptTimeout.Timeout = AttemptTimeout;
        // A call with an effect has one attempt, and so the whole time for it.
        options.AttemptTimeout.TimeoutGenerator = static attempt => ValueTask.FromResult(
            attempt.Context.GetRequestMessage()?.Method is { } method && (method == HttpMethod.Get || method == HttpMethod.Head) ? AttemptTimeout : TotalTimeout);
    }
}
