using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Nanobot.AppHost.Running;

/// <summary>Health checks of resources that are waited for.</summary>
internal static class ReadyCheckExtensions
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Healthy once <paramref name="path"/> answers with success.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpReadyCheck(this IResourceBuilder<ProjectResource> project, string path) =>
        project.WithReadyCheck(async cancellationToken =>
        {
            using var response = await Http.GetAsync(new Uri(new Uri(project.GetEndpoint("http").Url), path), cancellationToken);
            response.EnsureSuccessStatusCode();
        });

    /// <summary>
    /// Healthy once <paramref name="connectAsync"/> ends without an exception. Aspire repeats a check that failed only after 1, 2, … 5 s, and
    /// what waits for the resource waits as long; so until the resource has answered once the check itself tries again.
    /// </summary>
    public static IResourceBuilder<T> WithReadyCheck<T>(this IResourceBuilder<T> resource, Func<CancellationToken, Task> connectAsync)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}_ready";
        var hasAnswered = false;
        resource.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(key, async cancellationToken =>
        {
            using var deadline = new CancellationTokenSource(StartDeadline);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            while (true)
            {
                try
                {
                    await connectAsync(either.Token);
                    hasAnswered = true;
                    return HealthCheckResult.Healthy();
                }
                catch (StartFailedException failure)
                {
                    return HealthCheckResult.Unhealthy(failure.Message, failure);
                }
                catch (Exception exception) when (exception is SocketException or NpgsqlException or HttpRequestException or TimeoutException or OperationCanceledException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (hasAnswered || deadline.IsCancellationRequested)
                    {
                        return HealthCheckResult.Unhealthy(exception.Message, exception);
                    }
                }

                await Task.Delay(RetryAfter, TimeProvider.System, cancellationToken);
            }
        });
        return resource.WithHealthCheck(key);
    }
}
