using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Nanobot.Analyzers;

/// <summary>What an .editorconfig says to the rules; docs/analyzers.md lists every option. What it says takes the place of the default.</summary>
internal sealed class Settings
{
    private Settings(AnalyzerConfigOptions options)
    {
        TenantTypes = Read(options, "nanobot_tenant_types", "TenantContext, ITenantContext, TenantId, TenantInfo, ITenantInfo, CurrentTenant, ICurrentTenant");
        TenantIds = Read(options, "nanobot_tenant_ids", "TenantId").Words;
        AmbientMembers = Read(options, "nanobot_ambient_members", "Microsoft.AspNetCore.Http.IHttpContextAccessor.HttpContext");
        AmbientReaders = Read(options, "nanobot_ambient_readers", "");
        NameTypes = Read(options, "nanobot_name_types", "StackExchange.Redis.RedisKey, StackExchange.Redis.RedisChannel");
        Caches = Read(options, "nanobot_cache_types",
            "Microsoft.Extensions.Caching.Memory.IMemoryCache, Microsoft.Extensions.Caching.Memory.CacheExtensions, Microsoft.Extensions.Caching.Distributed.IDistributedCache, "
            + "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions, Microsoft.Extensions.Caching.Hybrid.HybridCache");
        LockFunctions = Read(options, "nanobot_lock_functions", "pg_advisory, pg_try_advisory").Words;
        BuilderTypes = Read(options, "nanobot_name_builders", "StoreName");
        MakerAttributes = Read(options, "nanobot_name_maker_attributes", "MakesStoreNamesAttribute");
        SingletonAttributes = Read(options, "nanobot_singleton_attributes", "SingletonAttribute, RegisterSingletonAttribute");
    }

    /// <summary>Types that are a tenant, or carry one.</summary>
    public NameList TenantTypes { get; }

    /// <summary>How names of members end that hold a tenant's id as a text, a number or a Guid.</summary>
    public ImmutableArray<string> TenantIds { get; }

    /// <summary>Properties and methods that say what is ambient.</summary>
    public NameList AmbientMembers { get; }

    /// <summary>Types and namespaces that may go by these.</summary>
    public NameList AmbientReaders { get; }

    /// <summary>Types of names in a store.</summary>
    public NameList NameTypes { get; }

    /// <summary>Types whose parameters called <c>key</c> or <c>keys</c> are such names.</summary>
    public NameList Caches { get; }

    /// <summary>How functions of SQL begin that take the name of a lock.</summary>
    public ImmutableArray<string> LockFunctions { get; }

    /// <summary>Types whose values give names.</summary>
    public NameList BuilderTypes { get; }

    /// <summary>Attributes of what may make names by hand, and whose results are names.</summary>
    public NameList MakerAttributes { get; }

    /// <summary>Attributes of types that live as long as the process.</summary>
    public NameList SingletonAttributes { get; }

    private static NameList Read(AnalyzerConfigOptions options, string key, string usual) => NameList.Parse(options.TryGetValue(key, out var text) ? text : usual);

    /// <summary>The settings of the files of a compilation.</summary>
    internal sealed class OfFiles(AnalyzerOptions options)
    {
        private readonly ConcurrentDictionary<SyntaxTree, Settings> _known = new();

        public Settings Of(SyntaxTree tree) => _known.GetOrAdd(tree, file => new Settings(options.AnalyzerConfigOptionsProvider.GetOptions(file)));

        /// <summary>Those of the file in which the symbol is declared first.</summary>
        public Settings? Of(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } first ? Of(first.SyntaxTree) : null;
    }
}
