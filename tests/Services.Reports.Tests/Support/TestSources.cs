using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>Sources as a process has them; several of them with one store are several processes.</summary>
internal sealed class TestSources : ISourceClients, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<Uri, HttpMessageInvoker> _clients;
    private readonly IOptions<EvidenceOptions> _settings;
    private readonly TimeProvider _time;
    private readonly SourceMemory _memory;
    private readonly HostPace _pace;

    /// <param name="options">The settings.</param>
    /// <param name="store">What the processes share; by default nothing.</param>
    /// <param name="handler">What answers in place of the network.</param>
    /// <param name="time">The clock.</param>
    public TestSources(EvidenceOptions options, ISourceStore? store = null, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        (_settings, _time) = (Options.Create(options), time ?? TimeProvider.System);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        Nanobot.Platform.Web.Hosting.WebExtensions.AddWeb(builder);
        builder.Services.AddMetrics().AddSingleton(TimeProvider.System).AddSingleton<SourceClients>();
        _services = builder.Services.BuildServiceProvider();
        _clients = handler is null ? _services.GetRequiredService<SourceClients>().For : _ => new HttpMessageInvoker(handler, disposeHandler: false);
        var shared = store ?? new OwnSources();
        _memory = new SourceMemory(_settings);
        _pace = new HostPace(shared, _settings, _time);
        Cache = new SourceCache(new SourceReader(this, _settings, _time), shared, _memory, _pace,
            new ReportsTelemetry(new Module("reports", "0"), _services.GetRequiredService<IMeterFactory>(), new TenantLabels()), new Backoff(new Random(1)), _settings, _time, NullLogger<SourceCache>.Instance);
    }

    public SourceCache Cache { get; }

    /// <summary>A gatherer that has its sources from here.</summary>
    public EvidenceGatherer Gatherer(IConfiguration configuration)
    {
        var addresses = new EvidenceAddresses(_settings, configuration);
        return new EvidenceGatherer(new QuoteReader(Cache, new QuoteProviders(_settings, addresses), _time), Cache, addresses, new MarketCalendar(_settings), _settings, _time, NullLogger<EvidenceGatherer>.Instance);
    }

    public HttpMessageInvoker For(Uri address) => _clients(address);

    public void Dispose()
    {
        _memory.Dispose();
        _pace.Dispose();
        _services.Dispose();
    }
}
