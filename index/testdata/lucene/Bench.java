import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Indexes provisions and asks queries of them, and prints the times.
 *
 * <p>Bench INDEX PROVISIONS QUERIES. PROVISIONS has a provision a line: agreement, kind, title and
 * text, with tabs between. QUERIES has a query a line: kind, "facets" or nothing, and the query.
 * Each is asked in three passes; the first warms the machine up and is told apart.
 */
public final class Bench {
  private static final String[] FIELDS = {"title", "text"};
  private static final String[] COUNTED = {"agreement", "kind"};

  public static void main(String[] args) throws Exception {
    Path path = Path.of(args[0]);
    Analyzer analyzer = new EnglishAnalyzer();
    long start = System.nanoTime();
    int n = index(path, Path.of(args[1]), analyzer);
    double took = (System.nanoTime() - start) / 1e9;
    long bytes = 0;
    try (var files = Files.list(path)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        bytes += Files.size(file);
      }
    }
    System.out.printf("INDEXED %d %.2f %d%n", n, took, bytes);
    List<String[]> queries = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[2]))) {
      queries.add(line.split("\t", 3));
    }
    try (Directory dir = new MMapDirectory(path); DirectoryReader reader = DirectoryReader.open(dir)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null); // nothing is kept from one query for the next
      UnifiedHighlighter highlighter = UnifiedHighlighter.builder(searcher, analyzer).build();
      var states = new StringDocValuesReaderState[] {
          new StringDocValuesReaderState(reader, COUNTED[0]), new StringDocValuesReaderState(reader, COUNTED[1])};
      for (int pass = 0; pass < 3; pass++) {
        for (String[] q : queries) {
          long from = System.nanoTime();
          long hits = ask(searcher, highlighter, analyzer, states, q[2], q[1].equals("facets"));
          System.out.printf("TOOK %d %s %.4f %d%n", pass, q[0], (System.nanoTime() - from) / 1e6, hits);
        }
      }
    }
  }

  private static int index(Path path, Path provisions, Analyzer analyzer) throws IOException {
    FieldType text = new FieldType();
    text.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS); // for highlighting
    text.setTokenized(true);
    text.setStored(true);
    text.freeze();
    int n = 0;
    IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256);
    try (Directory dir = FSDirectory.open(path);
        IndexWriter writer = new IndexWriter(dir, config);
        BufferedReader lines = new BufferedReader(
            new InputStreamReader(Files.newInputStream(provisions), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] f = line.split("\t", 4);
        Document d = new Document();
        for (int i = 0; i < COUNTED.length; i++) {
          d.add(new StringField(COUNTED[i], f[i], Field.Store.YES));
          d.add(new SortedDocValuesField(COUNTED[i], new BytesRef(f[i])));
        }
        d.add(new Field("title", f[2], text));
        d.add(new Field("text", f[3], text));
        writer.addDocument(d);
        n++;
      }
      writer.forceMerge(1);
      writer.commit();
    }
    return n;
  }

  private static long ask(IndexSearcher searcher, UnifiedHighlighter highlighter, Analyzer analyzer,
      StringDocValuesReaderState[] states, String text, boolean facets) throws Exception {
    QueryParser parser = new MultiFieldQueryParser(FIELDS, analyzer);
    Query query = parser.parse(text);
    TopDocs found;
    if (facets) {
      FacetsCollectorManager.FacetsResult both =
          FacetsCollectorManager.search(searcher, query, 10, new FacetsCollectorManager());
      found = both.topDocs();
      FacetsCollector collector = both.facetsCollector();
      for (int i = 0; i < states.length; i++) {
        new StringValueFacetCounts(states[i], collector).getTopChildren(50, COUNTED[i]);
      }
    } else {
      found = searcher.search(query, 10);
    }
    String[] snippets = highlighter.highlight("text", query, found, 1);
    var stored = searcher.storedFields();
    for (int i = 0; i < found.scoreDocs.length; i++) {
      stored.document(found.scoreDocs[i].doc);
    }
    return snippets.length;
  }
}
